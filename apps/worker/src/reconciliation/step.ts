import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { IdentityRows } from './identity-rows.ts';
import type { Sweep } from './sweep.ts';

export interface StepParts {
  readonly api: BackendApi;
  readonly rows: IdentityRows;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface StepResult {
  /** As far as it is now. */
  readonly sweep: Sweep;
  /** How many statements wrote something. */
  readonly writeCount: number;
}

/** Why a step could not be made. */
export type Obstacle =
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'unavailable'; readonly reason: string };

const retryAfterSeconds = 5;

/** The sweep where it was, to be gone on with later. */
export function postpone(sweep: Sweep, obstacle: Obstacle, nowMs: number): StepResult {
  const { lastFailure, seconds } = describeObstacle(obstacle);
  return {
    sweep: { ...sweep, lastFailure, notBefore: new Date(nowMs + seconds * 1000).toISOString() },
    writeCount: 0,
  };
}

/** An obstacle as people are told of it, and how long to wait for its end. */
export function describeObstacle(obstacle: Obstacle): {
  readonly lastFailure: string;
  readonly seconds: number;
} {
  return obstacle.kind === 'rate-limited'
    ? { lastFailure: 'rate-limited', seconds: obstacle.retryAfterSeconds }
    : { lastFailure: obstacle.reason, seconds: retryAfterSeconds };
}
