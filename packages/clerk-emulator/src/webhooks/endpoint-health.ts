const hoursMs = 60 * 60 * 1000;

/** Failures within this time count together. */
const spanMs = 24 * hoursMs;
/** That far apart the first and the last failure of a span must be for the clock to start. */
const apartMs = 12 * hoursMs;
/** An endpoint is disabled when the clock has run that long. */
const patienceMs = 5 * 24 * hoursMs;

/** What is remembered of an endpoint that fails; a success forgets it all. */
export interface FailureStreak {
  /** Times of failures within the last 24 hours, at most one an hour; milliseconds since 1970. */
  readonly failedAt: readonly number[];
  /** When the clock started, or null while it stands. */
  readonly failingSince: number | null;
}

/** A failed attempt added to a streak. `hasEnded` says that the endpoint is to be disabled. */
export interface ContinuedStreak {
  readonly streak: FailureStreak;
  readonly hasEnded: boolean;
}

/**
 * Adds a failure. An endpoint is disabled when all its attempts failed for five days; the clock starts when attempts failed
 * within 24 hours with at least 12 hours between the first and the last. https://docs.svix.com/retries
 */
export function continueStreak(streak: FailureStreak | null, now: number): ContinuedStreak {
  const recent = (streak?.failedAt ?? []).filter((at) => now - at <= spanMs);
  const last = recent.at(-1);
  const failedAt = last === undefined || now - last >= hoursMs ? [...recent, now] : recent;
  const first = failedAt[0] ?? now;
  const failingSince = streak?.failingSince ?? (now - first >= apartMs ? now : null);
  return {
    streak: { failedAt, failingSince },
    hasEnded: failingSince !== null && now - failingSince >= patienceMs,
  };
}
