import { continueStreak } from './endpoint-health.ts';
import { calculateRetryDelay } from './retry-delay.ts';
import type { AttemptResult } from './send-attempt.ts';
import type { AttemptTrigger, Delivery, WebhookEndpoint } from './webhook-state.ts';

/** What a delivery is before anything was attempted or planned. */
export function createDelivery(endpointId: string): Delivery {
  return { endpointId, status: 'failed', attemptCount: 0, retryCount: 0, nextAttemptAt: null };
}

/** In what circumstances an attempt ended. */
export interface AttemptCircumstances {
  readonly trigger: AttemptTrigger;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the endpoint is still there and enabled. */
  readonly isEnabled: boolean;
  /** A number from 0 up to 1, or null for no jitter. */
  readonly jitter: number | null;
}

/** Where a delivery stands after an attempt. Only attempts of the schedule move the schedule on. */
export function judgeDelivery(
  before: Delivery,
  { outcome, status, order, retryAfterMs }: AttemptResult,
  { trigger, now, isEnabled, jitter }: AttemptCircumstances,
): Delivery {
  const delivery = { ...before, attemptCount: before.attemptCount + 1 };
  const end = (ended: Delivery['status']): Delivery => ({ ...delivery, status: ended, nextAttemptAt: null });
  if (outcome === 'succeeded' || before.status === 'succeeded') return end('succeeded');
  if (order === 'abort-message') return end('aborted');
  if (!isEnabled) return end('failed');
  if (trigger !== 'scheduled') return before.status === 'pending' ? delivery : end('failed');
  // What another attempt has ended, this one does not open again.
  if (before.status !== 'pending') return delivery;
  const delayMs = calculateRetryDelay({
    retryCount: before.retryCount,
    isOverloaded: outcome === 'timed-out' || status === 429,
    retryAfterMs,
    jitter,
  });
  if (delayMs === null) return end('failed');
  return { ...delivery, retryCount: before.retryCount + 1, nextAttemptAt: now + delayMs };
}

/** What an attempt says about its endpoint. */
export function judgeEndpoint(
  endpoint: WebhookEndpoint,
  { outcome, order }: AttemptResult,
  now: number,
): WebhookEndpoint {
  const { streak, hasEnded } =
    outcome === 'succeeded' ? { streak: null, hasEnded: false } : continueStreak(endpoint.streak, now);
  if (endpoint.disabled !== null) return { ...endpoint, streak };
  if (order === 'disable') return { ...endpoint, streak, disabled: { reason: 'by-answer', at: now } };
  return { ...endpoint, streak, disabled: hasEnded ? { reason: 'by-failures', at: now } : null };
}
