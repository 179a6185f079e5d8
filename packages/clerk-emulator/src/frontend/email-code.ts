import type { Instance } from '../instance/instance.ts';
import type { MailPurpose } from '../mail/mail.ts';
import type { CodeVerification } from './attempt-verification.ts';
import {
  codeIncorrect,
  verificationAlreadyVerified,
  verificationExpired,
  verificationFailed,
} from './frontend-errors.ts';

/** The code of addresses for tests, to which nothing is sent. Source: https://clerk.com/docs/guides/development/testing/test-emails-and-phones */
const testCode = '424242';
const testAddress = /\+clerk_test@/;
const lifetimeMs = 10 * 60 * 1000;
const attemptsMax = 5;

/** Sends a code: 424242 to addresses with `+clerk_test`, a random one to all others, which the mailbox then shows. */
export function sendCode(
  instance: Instance,
  strategy: CodeVerification['strategy'],
  purpose: MailPurpose,
  to: string,
): CodeVerification {
  const isTest = testAddress.test(to);
  const code = isTest ? testCode : makeCode(instance);
  if (!isTest) instance.sendMail({ to, purpose, code, sentAt: instance.now() });
  const expiresAt = instance.now() + lifetimeMs;
  return { kind: 'code', strategy, status: 'unverified', attempts: 0, expiresAt, code };
}

function makeCode({ randomBytes }: Instance): string {
  const number = new DataView(randomBytes(4).buffer).getUint32(0) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** The verification after one more attempt with `code`. Reads no clock and refuses nothing: see `refuseUnverified`. */
export function judgeCode(verification: CodeVerification, code: string, nowMs: number): CodeVerification {
  if (verification.status !== 'unverified') return verification;
  if (verification.expiresAt <= nowMs) return { ...verification, status: 'expired' };
  const attempts = verification.attempts + 1;
  if (code === verification.code) return { ...verification, status: 'verified', attempts };
  return { ...verification, attempts, status: attempts >= attemptsMax ? 'failed' : 'unverified' };
}

/** @throws ClerkError 400 for a verification that takes no attempts any more */
export function checkIsOpen({ status }: CodeVerification): void {
  if (status === 'verified') throw verificationAlreadyVerified();
  if (status === 'expired') throw verificationExpired();
  if (status === 'failed') throw verificationFailed();
}

/** @throws ClerkError 400 or 422 unless the attempt verified it */
export function refuseUnverified({ status }: CodeVerification): void {
  if (status === 'expired') throw verificationExpired();
  if (status === 'failed') throw verificationFailed();
  if (status !== 'verified') throw codeIncorrect();
}
