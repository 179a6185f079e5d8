import { createServer } from 'node:http';
import { createClerkEmulator } from '@bloqr/clerk-emulator';
import { createAdaptorServer } from '@hono/node-server';

export const webhookKey = Buffer.alloc(32, 7);
/** The longest for which the claim of a token counts without a look at the row. */
const tokenSeconds = 300;

/** A local Clerk with somebody of the tier pro, whose tokens say so. */
export interface MeasuredClerk {
  /** What a Worker needs to take its tokens. */
  readonly variables: Readonly<Record<string, string>>;
  /** A token of that person for a page of this origin. */
  readonly mint: (origin: string) => Promise<string>;
  readonly stop: () => void;
}

export async function startClerk(): Promise<MeasuredClerk> {
  const clerk = createClerkEmulator({ now: () => Date.now() });
  const server = createAdaptorServer({ fetch: clerk.app.fetch, createServer });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = Number(Reflect.get(Object(server.address()), 'port'));
  const { publishableKey, secretKey } = await clerk.connect();
  const call = async (path: string, body: unknown): Promise<unknown> => {
    const response = await clerk.app.request(`/v1${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secretKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.json();
  };
  await call('/jwt_templates', { name: 'bloqr-backend', claims: { metadata: '{{user.public_metadata}}' } });
  const user = await call('/users', {
    email_address: ['bench@example.org'],
    skip_password_requirement: true,
    public_metadata: { tier: 'pro' },
  });
  const userId = String(Reflect.get(Object(user), 'id'));
  return {
    variables: {
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_JWKS_URL: `http://127.0.0.1:${port}/.well-known/jwks.json`,
      CLERK_WEBHOOK_SECRET: `whsec_${webhookKey.toString('base64')}`,
      RATE_LIMITS: 'anonymous=1000000000,free=1000000000,pro=1000000000',
    },
    mint: async (origin) => {
      const { jwt } = await clerk.mintToken({
        userId,
        origin,
        template: 'bloqr-backend',
        expiresInSeconds: tokenSeconds,
      });
      return jwt;
    },
    stop: () => server.close(),
  };
}
