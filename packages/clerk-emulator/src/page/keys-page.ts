import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { WebhookDispatcher } from '../webhooks/webhook-dispatcher.ts';
import type { EmulatorClient } from './emulator-client.ts';
import { answerPage, goTo } from './layout.ts';
import type { PagePorts } from './page-ports.ts';
import { renderCopyable, renderRiskyButton } from './parts.ts';

/** `/`: what the environment of the application needs. */
export function createKeysPage(client: EmulatorClient, { webhooks }: PagePorts): Hono {
  const page = new Hono();

  page.get('/', (c) => answer(c, client, webhooks));

  page.post('/keys/rotate', async (c) => {
    const rotated = await client.callEmulator(c, z.unknown(), 'POST', '/keys');
    return rotated.isSuccess ? goTo(c, '/', 'key-rotated') : answer(c, client, webhooks, rotated.message);
  });
  return page;
}

async function answer(
  c: Context,
  client: EmulatorClient,
  webhooks: WebhookDispatcher,
  fault?: string,
): Promise<Response> {
  const { publishableKey, secretKey, instanceId } = await client.readConnection(c);
  const { origin } = new URL(c.req.url);
  const jwksUrl = `${origin}/.well-known/jwks.json`;
  const secrets = webhooks.endpoints.flatMap((endpoint) => endpoint.secrets.map(({ secret }) => secret));
  const lines = [
    `CLERK_PUBLISHABLE_KEY=${publishableKey}`,
    `CLERK_SECRET_KEY=${secretKey}`,
    `CLERK_JWKS_URL=${jwksUrl}`,
    `CLERK_API_URL=${origin}`,
    'CLERK_PROXY_URL=/__clerk',
    ...(secrets.length === 0 ? [] : [`CLERK_WEBHOOK_SECRET=${[...new Set(secrets)].join(',')}`]),
  ];
  const body = html`
    <section aria-labelledby="environment">
      <h2 id="environment">Lines for .env.local</h2>
      ${renderCopyable('lines', '.env.local', lines.join('\n'), lines.length + 1)}
      ${
        secrets.length === 0
          ? html`<p>
              <a href="/webhooks">Add a webhook endpoint</a>, and its signing secret is among the lines.
            </p>`
          : ''
      }
    </section>
    <section aria-labelledby="keys">
      <h2 id="keys">One by one</h2>
      ${renderCopyable('publishable-key', 'Publishable key', publishableKey)}
      ${renderCopyable('secret-key', 'Secret key', secretKey)}
      ${renderCopyable('jwks-url', 'JWKS URL', jwksUrl)} ${renderCopyable('api-url', 'API URL', origin)}
      ${renderCopyable('instance-id', 'Instance ID', instanceId)}
    </section>
    <section aria-labelledby="rotation">
      <h2 id="rotation">Key that signs tokens</h2>
      ${renderRiskyButton(
        '/keys/rotate',
        'Rotate the signing key',
        'Tokens are signed by another key from then on. The key of now stays in the key set, so that tokens signed by it can still be verified.',
      )}
    </section>
  `;
  const status = fault === undefined ? 200 : 422;
  return answerPage(c, { title: 'API keys', section: '/', body, fault, status });
}
