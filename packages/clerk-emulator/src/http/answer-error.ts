import type { Context } from 'hono';
import { randomHex } from '../ids/make-id.ts';
import { ClerkError } from './clerk-error.ts';

/** Every refusal of the Backend API leaves here, in Clerk's form. What nobody expected is a 500 that says what happened. */
export function answerError(error: Error, c: Context): Response {
  const refusal = error instanceof ClerkError ? error : describeUnexpected(error);
  const traceId = randomHex(16, (length) => crypto.getRandomValues(new Uint8Array(length)));
  return c.json({ errors: refusal.errors, clerk_trace_id: traceId }, refusal.status, { ...refusal.headers });
}

/** A local tool may say what went wrong inside; the real Clerk would not. */
function describeUnexpected(error: Error): ClerkError {
  return new ClerkError(500, [
    {
      message: 'Oops, an unexpected error occurred',
      long_message: `The emulator failed: ${error.message}`,
      code: 'internal_clerk_error',
    },
  ]);
}
