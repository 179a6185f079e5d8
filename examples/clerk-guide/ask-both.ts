import { createHmac, randomBytes } from 'node:crypto';
import type { Scene } from './promise.ts';

export async function getJson(
  service: string,
  path: string,
  token?: string,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${service}${path}`, { headers: bearer(token) });
  return (await response.json()) as Record<string, unknown>;
}

export async function statusOf(service: string, path: string, token?: string): Promise<number> {
  const response = await fetch(`${service}${path}`, { headers: bearer(token) });
  await response.body?.cancel();
  return response.status;
}

export function bearer(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** The tier that the service sees in a plain session token, from the database. */
export async function tierOf(
  service: string,
  clerk: Scene['clerk'],
  { userId }: { userId: string },
): Promise<unknown> {
  const token = await clerk.token({ userId, origin: service });
  return (await getJson(service, '/api/account', token)).tier;
}

export function tierInDatabase(database: Scene['database'], userId: string) {
  return database.query(`SELECT tier, role FROM users WHERE clerk_user_id = '${userId}';`);
}

export function decodeClaims(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** Presses the button on the endpoint's page and gives the status in its delivery log. */
export async function sendTestWebhook(
  clerk: Scene['clerk'],
  type: string,
  generation: string,
): Promise<unknown> {
  const [endpoint] = (await clerk.dashboard('GET', '/webhooks/endpoints')) as { id: string }[];
  const sent = await clerk.dashboard('POST', `/webhooks/endpoints/${endpoint?.id}/test`, {
    type,
    generation,
  });
  const { id } = sent as { id: string };
  for (let tries = 0; tries < 100; tries++) {
    const [attempt] = (await clerk.dashboard('GET', `/webhooks/attempts?messageId=${id}`)) as {
      status: unknown;
    }[];
    if (attempt !== undefined) return attempt.status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The delivery log stays empty');
}

/** Sends an event that is signed with a secret of somebody else. */
export async function postForged(
  service: string,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const id = 'msg_2b2b2b2b2b2b2b2b2b2b2b2b2b2';
  const timestamp = Math.floor(Date.now() / 1000);
  const event = JSON.stringify({ object: 'event', type: 'user.created', data: { id: 'user_1' } });
  const signature = createHmac('sha256', randomBytes(32))
    .update(`${id}.${timestamp}.${event}`)
    .digest('base64');
  const response = await fetch(`${service}/api/webhooks/clerk`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'svix-id': id,
      'svix-timestamp': String(timestamp),
      'svix-signature': `v1,${signature}`,
    },
    body: event,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
