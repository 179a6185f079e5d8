import { createHash } from 'node:crypto';
import { rateWindowSeconds, signInLimits } from '@bloqr/contract';
import type { Log } from '../lib/log.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';
import type { SendEmail } from './send-email.ts';

const limiterTimeLimitMs = 2000;

/**
 * Sends so many e-mails to one address in a window, whoever asks and in whatever way: a link in an e-mail that has another one sent
 * can be opened as often as one likes. What is beyond that is not sent, and nor is anything while the counter cannot be reached.
 *
 * @param limiter undefined where none is bound
 */
export function limitEmails(
  send: SendEmail,
  { limiter, log }: { readonly limiter: RateLimiter | undefined; readonly log: Log },
): SendEmail {
  const policy = { quota: signInLimits.emailsToOnePerMinute, windowSeconds: rateWindowSeconds };

  async function mayGo(to: string): Promise<boolean | undefined> {
    const key = `email:${createHash('sha256').update(to.toLowerCase()).digest('hex')}`;
    try {
      const decision = limiter && (await withTimeLimit(limiter.take(key, policy, 1), limiterTimeLimitMs));
      return decision === undefined || decision === timedOut ? undefined : decision.isAllowed;
    } catch {
      return undefined;
    }
  }

  return async (email) => {
    const { kind, to } = email;
    const isAllowed = await mayGo(to);
    if (isAllowed) return send(email);
    if (isAllowed === undefined) log({ level: 'error', event: 'email-failed', kind, reason: 'limiter' });
    else log({ level: 'info', event: 'email-held-back', kind });
  };
}
