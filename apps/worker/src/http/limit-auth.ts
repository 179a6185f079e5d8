import { createHash } from 'node:crypto';
import { signInLimits } from '@bloqr/contract';
import { keyOfAddress } from '../rate-limit/address-key.ts';
import type { RateVerdict, TakeFromBudget } from './limit-rate.ts';

/** An attempt to sign in, or something that could be repeated to guess. */
export interface Attempt {
  /** On what: an address, a session. Never kept or logged, only its digest is. */
  readonly on: string | undefined;
}

/**
 * Counts one request to sign in or up, from an address; an attempt also by what it is upon, so that whoever has many addresses
 * tries one account no more often than whoever has one.
 */
export type LimitAuth = (request: Request, attempt: Attempt | undefined) => Promise<RateVerdict>;

const { requestsPerMinute, attemptsPerMinute, attemptsOnOnePerMinute } = signInLimits;

export function createLimitAuth(take: TakeFromBudget): LimitAuth {
  return async (request, attempt) => {
    const address = keyOfAddress(request.headers.get('CF-Connecting-IP'));
    const first = await take(`auth:${address}`, {
      quota: requestsPerMinute,
      who: 'Sign-in from one address',
    });
    if (first.report !== undefined || attempt === undefined) return first;
    const second = await take(`auth-attempt:${address}`, {
      quota: attemptsPerMinute,
      who: 'Attempts to sign in from one address',
    });
    if (second.report !== undefined || attempt.on === undefined) return second;
    return take(`auth-attempt:on:${digest(attempt.on)}`, {
      quota: attemptsOnOnePerMinute,
      who: 'Attempts to sign in to one account',
    });
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
