import type { RateQuotas } from '@bloqr/contract';
import { rateWindowSeconds, webhooksPerMinute } from '@bloqr/contract';
import type { Principal } from '../auth/principal.ts';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import type { RateLimitDecision, RatePolicy } from '../rate-limit/decide.ts';
import type { RateLimiter } from '../rate-limit/rate-limiter.ts';

/** Whether a request may go on. Either way the headers tell how much is left, where there is a limit. */
export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Why it may not go on. */
  readonly report?: ProblemReport;
}

/** @param budget of whose requests one is taken: the caller's, or that of webhooks from the caller's address */
export type LimitRate = (principal: Principal, budget: 'counted' | 'webhook') => Promise<RateVerdict>;

export interface LimitRateParts {
  /** Undefined where none is bound. */
  readonly limiter: RateLimiter | undefined;
  readonly rateQuotas: RateQuotas;
  readonly log: Log;
}

const limiterTimeLimitMs = 2000;
/** What a caller is told to wait while the counter cannot be reached. */
const unavailableSeconds = 5;

/**
 * Counts one request of a caller. Without the counter nobody is served: whoever could bring it down would otherwise
 * have no limit any more. Each request asks it anew, so service comes back by itself.
 */
export function createLimitRate({ limiter, rateQuotas, log }: LimitRateParts): LimitRate {
  async function ask(key: string, policy: RatePolicy): Promise<RateLimitDecision | undefined> {
    try {
      if (limiter === undefined) throw new Error('no limiter is bound');
      const decision = await withTimeLimit(limiter.take(key, policy, 1), limiterTimeLimitMs);
      if (decision !== timedOut) return decision;
      log({ level: 'error', event: 'rate-limiter-failed', reason: 'timeout' });
    } catch {
      log({ level: 'error', event: 'rate-limiter-failed', reason: limiter ? 'error' : 'missing' });
    }
    return undefined;
  }

  return async ({ tier, rateKey }, budget) => {
    const isWebhook = budget === 'webhook';
    const quota = isWebhook ? webhooksPerMinute : rateQuotas[tier];
    if (quota === null) return { headers: {} };
    const key = isWebhook ? `webhook:${rateKey}` : rateKey;
    const decision = await ask(key, { quota, windowSeconds: rateWindowSeconds });
    if (decision === undefined) {
      const detail = 'Requests cannot be counted right now.';
      return { headers: {}, report: { code: 'unavailable', detail, retryAfterSeconds: unavailableSeconds } };
    }
    const headers = describeDecision(quota, decision);
    if (decision.isAllowed) return { headers };
    const who = isWebhook ? 'Webhooks from one address' : `The tier ${tier}`;
    return {
      headers: { ...headers, 'Retry-After': String(decision.resetSeconds) },
      report: {
        code: 'rate-limited',
        detail: `${who} may make ${quota} requests in ${rateWindowSeconds} s; ask again in ${decision.resetSeconds} s.`,
        limit: { name: 'requestsPerMinute', ...(isWebhook ? {} : { tier }), max: quota },
      },
    };
  };
}

/** The fields of draft-ietf-httpapi-ratelimit-headers-11: one policy, and what is left of it until when. */
function describeDecision(
  quota: number,
  { remaining, resetSeconds }: RateLimitDecision,
): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${quota};w=${rateWindowSeconds}`,
    RateLimit: `"default";r=${remaining};t=${resetSeconds}`,
  };
}
