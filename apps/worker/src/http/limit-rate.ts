import { type RateQuotas, rateWindowSeconds, type Tier, webhooksPerMinute } from '@bloqr/contract';
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

/** So many requests in a window, and how that is told to whoever has made them. */
export interface Budget {
  readonly quota: number;
  /** Who has it, as a sentence begins. */
  readonly who: string;
  /** Whose quota it is, where it is a tier's. */
  readonly tier?: Tier;
}

/** Takes one request out of a budget. */
export type TakeFromBudget = (key: string, budget: Budget) => Promise<RateVerdict>;

/**
 * Makes what counts. Without the counter nobody is served: whoever could bring it down would otherwise have no limit any more.
 * Each request asks it anew, so service comes back by itself.
 */
export function createTakeFromBudget({
  limiter,
  log,
}: Pick<LimitRateParts, 'limiter' | 'log'>): TakeFromBudget {
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

  return async (key, { quota, who, tier }) => {
    const decision = await ask(key, { quota, windowSeconds: rateWindowSeconds });
    if (decision === undefined) {
      const detail = 'Requests cannot be counted right now.';
      return { headers: {}, report: { code: 'unavailable', detail, retryAfterSeconds: unavailableSeconds } };
    }
    const headers = describeDecision(quota, decision);
    if (decision.isAllowed) return { headers };
    return {
      headers: { ...headers, 'Retry-After': String(decision.resetSeconds) },
      report: {
        code: 'rate-limited',
        detail: `${who} may make ${quota} requests in ${rateWindowSeconds} s; ask again in ${decision.resetSeconds} s.`,
        limit: { name: 'requestsPerMinute', ...(tier !== undefined && { tier }), max: quota },
      },
    };
  };
}

/** Counts one request of a caller. */
export function createLimitRate({ limiter, rateQuotas, log }: LimitRateParts): LimitRate {
  const take = createTakeFromBudget({ limiter, log });
  return async ({ tier, rateKey }, budget) => {
    if (budget === 'webhook')
      return take(`webhook:${rateKey}`, { quota: webhooksPerMinute, who: 'Webhooks from one address' });
    const quota = rateQuotas[tier];
    return quota === null ? { headers: {} } : take(rateKey, { quota, who: `The tier ${tier}`, tier });
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
