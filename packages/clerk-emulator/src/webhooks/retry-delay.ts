const seconds = 1000;
const minutes = 60 * seconds;
const hours = 60 * minutes;

/**
 * How long after a failed attempt the next one is made, in milliseconds; the first attempt is made at once, so there are
 * eight. https://docs.svix.com/retries
 */
export const retryScheduleMs: readonly number[] = [
  5 * seconds,
  5 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  10 * hours,
];

/** How long an overloaded endpoint is left alone at least. */
const overloadPenaltyMs = 60 * seconds;

/** The share by which jitter shortens or lengthens a delay at most. */
const jitterShare = 0.2;

/** What is known of a failed attempt when the next one is planned. */
export interface FailedAttempt {
  /** How many retries have been made, 0 after the first attempt. */
  readonly retryCount: number;
  /** The endpoint did not answer in time, or answered 429. */
  readonly isOverloaded: boolean;
  /** What `retry-after` asked for, in milliseconds from now. */
  readonly retryAfterMs: number | null;
  /** A number from 0 up to 1, or null for no jitter. */
  readonly jitter: number | null;
}

/**
 * How long to wait before the next attempt, in milliseconds, or null when all were made. `retry-after` counts between one
 * and two times what would be waited without it; jitter comes last. Rules of svix-server's `calculate_retry_delay`:
 * https://github.com/svix/svix-webhooks/blob/main/server/svix-server/src/worker.rs
 */
export function calculateRetryDelay(failed: FailedAttempt): number | null {
  const scheduled = retryScheduleMs[failed.retryCount];
  if (scheduled === undefined) return null;
  const base = failed.isOverloaded ? Math.max(scheduled, overloadPenaltyMs) : scheduled;
  const delay = failed.retryAfterMs === null ? base : Math.min(Math.max(failed.retryAfterMs, base), 2 * base);
  if (failed.jitter === null) return delay;
  return Math.round(delay * (1 - jitterShare + 2 * jitterShare * failed.jitter));
}

/** What a `retry-after` header asks for, in milliseconds from now: seconds, with a fraction or without, or a date. */
export function parseRetryAfter(value: string | null, now: number): number | null {
  if (value === null) return null;
  const text = value.trim();
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Math.ceil(Number(text)) * seconds;
  const date = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
