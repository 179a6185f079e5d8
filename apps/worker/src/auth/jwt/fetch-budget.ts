/** How many fetches may be made: some at once, and one more after each interval. */
export interface FetchBudget {
  /** Whether one may be made now. */
  has(): boolean;
  /** Spends one, where there is one. */
  take(): void;
  /** Until there is one again; at least 1. */
  secondsLeft(): number;
}

/**
 * A bucket of tokens. A clock that goes backwards is taken to stand still.
 *
 * @param now milliseconds of a clock
 */
export function createFetchBudget(now: () => number, burst: number, intervalMs: number): FetchBudget {
  let tokens = burst;
  let countedAtMs = Number.NEGATIVE_INFINITY;

  function refill(): void {
    const timeMs = now();
    if (timeMs <= countedAtMs) return;
    tokens = Math.min(burst, tokens + (timeMs - countedAtMs) / intervalMs);
    countedAtMs = timeMs;
  }

  return {
    has() {
      refill();
      return tokens >= 1;
    },
    take() {
      refill();
      tokens = Math.max(0, tokens - 1);
    },
    secondsLeft() {
      refill();
      return Math.max(1, Math.ceil(((1 - tokens) * intervalMs) / 1000));
    },
  };
}
