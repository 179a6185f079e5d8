/** How many requests a caller may make within a window. */
export interface RatePolicy {
  readonly quota: number;
  readonly windowSeconds: number;
}

/** One caller's window. It begins with a request and lasts as long as the policy says. */
export interface RateWindowState {
  readonly startMs: number;
  /** The latest time seen, which the clock is never taken to be before. */
  readonly latestMs: number;
  /** Cost of the requests let through in this window. */
  readonly used: number;
}

/** What becomes of one request. */
export interface RateLimitDecision {
  readonly isAllowed: boolean;
  /** What the window still holds after this request. */
  readonly remaining: number;
  /** Whole seconds until the window ends, at least 1. */
  readonly resetSeconds: number;
}

/**
 * Decides on one request by fixed windows: within a window that begins with the first request, at most `quota` is let
 * through; a request that is refused costs nothing. A clock that goes backwards stands still meanwhile, so that it
 * never ends a window early. Pure.
 *
 * @param state what the previous decision left; undefined before the first
 * @param nowMs milliseconds of a clock
 */
export function decide(
  policy: RatePolicy,
  state: RateWindowState | undefined,
  cost: number,
  nowMs: number,
): { readonly decision: RateLimitDecision; readonly state: RateWindowState } {
  const windowMs = policy.windowSeconds * 1000;
  const latestMs = Math.max(nowMs, state?.latestMs ?? nowMs);
  const isOpen = state !== undefined && latestMs - state.startMs < windowMs;
  const startMs = isOpen ? state.startMs : latestMs;
  const usedBefore = isOpen ? state.used : 0;
  const isAllowed = usedBefore + cost <= policy.quota;
  const used = isAllowed ? usedBefore + cost : usedBefore;
  return {
    state: { startMs, latestMs, used },
    decision: {
      isAllowed,
      remaining: Math.max(0, policy.quota - used),
      resetSeconds: Math.ceil((startMs + windowMs - latestMs) / 1000),
    },
  };
}
