import type { ClerkConnection } from '@bloqr/clerk-emulator';

/**
 * The variables with which the product uses the emulator at this port. CLERK_INSTANCE_ID is not among them: the test messages
 * of Clerk's dashboard, and so of this one, name another instance.
 */
export function describeClerkVariables(
  { publishableKey, secretKey, webhookSecret }: ClerkConnection,
  port: number,
): Readonly<Record<string, string>> {
  return {
    CLERK_PUBLISHABLE_KEY: publishableKey,
    CLERK_SECRET_KEY: secretKey,
    CLERK_JWKS_URL: `http://localhost:${port}/.well-known/jwks.json`,
    CLERK_API_URL: `http://localhost:${port}`,
    CLERK_PROXY_URL: '/__clerk',
    CLERK_WEBHOOK_SECRET: webhookSecret ?? '',
  };
}

/** As lines of a file of variables. None of the values needs quotes. */
export function formatVariables(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
