import { createdApiKeySchema } from '@bloqr/contract';
import { expect, inject, it } from 'vitest';
import { type ClerkWorld, createClerkWorld, type Isolate } from './clerk-world.ts';
import { declaredRoutes } from './declared-routes.ts';
import { listCells } from './list-cells.ts';
import { bearer } from './scene.ts';
import { clerkEvent, clerkUser, emailAddress } from './webhooks/clerk-events.ts';
import { otherSecret, sign, testSecret } from './webhooks/delivery.ts';
import { createRandom } from './webhooks/random.ts';
import { emptyTables } from './webhooks/tables.ts';
import { writeAddress } from './write-address.ts';

const { seed } = inject('proofSize');
const timeLimitMs = 600_000;
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Where messages are kept as they came, for whoever has to look at them. */
const messageColumns = ['webhook_dead_letters.body', 'webhook_bodies.body'];

/** Columns in which what people are, and what they call things, may stand; other kinds stand in none. */
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  mail: ['users.email', ...messageColumns],
  name: ['users.first_name', 'users.display_name', ...messageColumns],
  'key name': ['api_keys.name'],
  'unusable event': messageColumns,
  private: messageColumns,
};

/** Something that must not be found again, and what of it would be found. */
interface Planted {
  readonly kind: string;
  readonly text: string;
}

interface Setting {
  readonly world: ClerkWorld;
  readonly isolate: Isolate;
  readonly planted: Planted[];
  /** Remembers a text and gives it back. */
  readonly plant: (kind: string, text: string) => string;
  readonly word: () => string;
}

/** People with tokens, keys, addresses and names, all of which are planted. */
async function populate({ world, isolate, plant, word }: Setting) {
  const name = plant('name', `canaryname${word()}`);
  const mail = plant('mail', `canary-${word()}@example.org`);
  const userId = await world.makePerson('admin', { first_name: name, email_address: [mail] });
  // A message that fails to be used, with the same in it.
  const unusable = clerkEvent('user.updated', {
    first_name: name,
    note: plant('unusable event', `canary${word()}`),
  });
  for (const delivery of [...world.outbox.splice(0), sign(unusable)])
    expect(await isolate.deliver(delivery)).toBe(200);
  const token = plant('token', await world.mint(userId));
  const keyName = plant('key name', `canarykey${word()}`);
  const answer = await isolate.call('/api/keys', {
    method: 'POST',
    headers: { ...bearer(token), 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: keyName, scopes: ['compile', 'account'] }),
  });
  const key = plant('key', createdApiKeySchema.parse(await answer.json()).key);
  return { token, key, mail };
}

/** Requests with something planted in each part, on every route. */
function* listRequests(
  { plant, word }: Setting,
  { token, key, mail }: { token: string; key: string; mail: string },
): Generator<{ readonly path: string; readonly init: RequestInit }> {
  for (const route of declaredRoutes) {
    const canary = plant('request', `canary${word()}`);
    const forged = plant('forged token', `eyJ${word()}.eyJ${word()}.${word()}`);
    const forgedKey = plant('forged key', `blq_${word()}${word()}`);
    const path = writeAddress(route, canary);
    const headers: Record<string, string> = {
      'User-Agent': canary,
      Referer: `https://example.org/${canary}`,
      Accept: `text/${canary}`,
      'X-Request-Id': canary,
      'X-Forwarded-For': canary,
      [`X-${canary}`]: canary,
      'svix-id': `msg_${canary}`,
      'svix-signature': `v1,${canary}`,
      'Content-Type': 'application/json',
    };
    const text = JSON.stringify({
      [canary]: mail,
      name: `${canary} ${token}`,
      configuration: {
        name: canary,
        sources: [
          { source: `https://user:${canary}@example.org/?token=${forged}` },
          { source: `https://example.invalid/${canary}?key=${key}` },
        ],
      },
      preFetchedContent: { [canary]: `||${canary}.example^\n! ${mail}` },
    });
    const example = route.body && JSON.stringify(route.body.example);
    const bodies = route.method === 'GET' ? [undefined] : [text, `{"${canary}`, example];
    for (const body of bodies) {
      for (const credential of [
        bearer(token),
        bearer(key),
        bearer(forged),
        bearer(forgedKey),
        { Authorization: `Basic ${canary}` },
        { Cookie: `__session=${token}; other=${canary}`, 'Sec-Fetch-Site': 'same-origin' },
        { Cookie: `__session=${forged}; __session=${canary}`, 'Sec-Fetch-Site': 'same-origin' },
      ]) {
        for (const query of [
          '',
          `?${canary}=${canary}`,
          `?access_token=${forged}`,
          `?x=${forgedKey}`,
          `?search=${mail}`,
        ]) {
          yield {
            path: `${path}${query}`,
            init: { method: route.method, headers: { ...headers, ...credential }, ...(body && { body }) },
          };
        }
      }
    }
  }
}

/** What nobody may be told who does not have it already; others are told what they sent. */
const secretKinds: ReadonlySet<string> = new Set([
  'token',
  'key',
  'forged token',
  'forged key',
  'webhook secret',
  'secret key',
]);

it('what people and operators trust us with is in no log, no error and no other column', {
  timeout: timeLimitMs,
}, async ({ task }) => {
  await emptyTables();
  const random = createRandom(seed);
  const world = await createClerkWorld();
  const isolate = world.createIsolate({ CLERK_WEBHOOK_SECRET: `${testSecret},${otherSecret}` });
  const planted: Planted[] = [];
  const setting: Setting = {
    world,
    isolate,
    planted,
    word: () => random.text(letters, 16),
    plant: (kind, text) => {
      planted.push({ kind, text });
      return text;
    },
  };
  for (const secret of [testSecret, otherSecret])
    setting.plant('webhook secret', secret.replace('whsec_', ''));
  setting.plant('secret key', (await world.emulator.connect()).secretKey);
  const held = await populate(setting);
  const hits: string[] = [];
  let [requests, refusals] = [0, 0];
  for (const { path, init } of listRequests(setting, held)) {
    const answer = await isolate.call(path, init);
    const said = `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
    requests++;
    if (answer.status < 400) continue;
    refusals++;
    for (const { kind, text } of planted)
      if (secretKinds.has(kind) && said.includes(text))
        hits.push(`${kind} in an answer ${answer.status} to ${path}`);
  }
  // Genuine and forged webhooks, each with what is in them.
  const mail = setting.plant('mail', `canary-${setting.word()}@example.org`);
  const person = clerkUser('user_canary', {
    email_addresses: [emailAddress('idn_1', mail)],
    private_metadata: { note: setting.plant('private', `canary${setting.word()}`) },
    unsafe_metadata: { note: setting.plant('private', `canary${setting.word()}`) },
  });
  for (const secret of [testSecret, otherSecret, 'whsec_Zm9yZ2VkZm9yZ2VkZm9yZ2VkZm9yZ2Vk'])
    await isolate.deliver(sign(clerkEvent('user.updated', person), { secret }));
  await Promise.all(isolate.later);

  const log = JSON.stringify(isolate.entries);
  for (const { kind, text } of planted) if (log.includes(text)) hits.push(`${kind} in the log`);
  const cells = await listCells();
  for (const { kind, text } of planted) {
    for (const { column, value } of cells)
      if (value.includes(text) && !columnsOf[kind]?.includes(column)) hits.push(`${kind} in ${column}`);
  }
  const unique = [...new Set(hits)];
  task.meta.figures = [
    `${planted.length} planted texts in ${requests} requests, seed ${seed}, ${refusals} of them refused: ${unique.length} hits in answers that refuse, ${isolate.entries.length} lines of the log and ${cells.length} cells of D1`,
    ...unique.slice(0, 10),
  ];
  expect(unique).toEqual([]);
  // The search finds what is there.
  expect(cells.some(({ column, value }) => column === 'users.email' && value === held.mail)).toBe(true);
});
