import { APIError, type createAuthMiddleware } from 'better-auth/api';
import type { SpendCode } from './spent-codes-d1.ts';

type Context = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** What an app shows; anything else is no code, and nothing is kept of it. */
const codeForm = /^\d{6}$/;

/**
 * Refuses a code with which the same person has signed in before: whoever has looked over their shoulder must not use it, too (RFC
 * 6238, section 5.2). The library takes a code as often as it comes while it is right. A wrong code is marked as well, which does
 * no harm.
 *
 * @throws as the library does for a code that is wrong
 */
export async function refuseSpentCode(context: Context, spendCode: SpendCode): Promise<void> {
  const code: unknown = Reflect.get(Object(context.body), 'code');
  if (typeof code !== 'string' || !codeForm.test(code)) return;
  const { createAuthCookie, internalAdapter, secret } = context.context;
  const pending = await context.getSignedCookie(createAuthCookie('two_factor').name, secret);
  const signIn = pending ? await internalAdapter.findVerificationValue(pending) : null;
  if (!signIn || (await spendCode(signIn.value, code))) return;
  throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' });
}
