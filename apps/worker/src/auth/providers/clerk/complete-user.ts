import { BoundedMap } from '../../../lib/bounded-map.ts';
import type { Log } from '../../../lib/log.ts';
import type { UserSubject } from '../../../users/user.ts';
import type { UserStore } from '../../../users/user-store.ts';
import type { BackendApi } from './backend-api.ts';

/** Fetches what the provider knows of a person and writes it into their row. Never rejects. */
export type CompleteUser = (subject: UserSubject) => Promise<void>;

export interface CompleteUserParts {
  /** Undefined where there is no secret key; then the webhook alone completes rows. */
  readonly api: Pick<BackendApi, 'findUser'> | undefined;
  /** Undefined where no database is bound. */
  readonly users: Pick<UserStore, 'complete'> | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Within this time an isolate asks about a person once. */
const askIntervalMs = 60_000;
/** People whom an isolate remembers to have asked about. */
const askedMax = 10_000;

/**
 * Makes what completes the row of somebody who has signed in before the webhook came. To be called outside of the request
 * (`waitUntil`): nobody waits for it, and its failure costs nothing but time, since the webhook says the same, and it may
 * be called again with each request: Clerk is asked at most once a minute.
 */
export function createCompleteUser({ api, users, log, now }: CompleteUserParts): CompleteUser {
  const askedAtMs = new BoundedMap<string, number>(askedMax);
  return async ({ provider, id }) => {
    if (api === undefined || users === undefined || provider !== 'clerk') return;
    const nowMs = now();
    if (nowMs - (askedAtMs.get(id) ?? Number.NEGATIVE_INFINITY) < askIntervalMs) return;
    askedAtMs.set(id, nowMs);
    const answer = await api.findUser(id);
    switch (answer.kind) {
      case 'found':
        try {
          await users.complete(answer.profile, new Date(now()));
          log({ level: 'info', event: 'user-completed', outcome: 'written' });
        } catch {
          log({ level: 'error', event: 'user-completion-failed', reason: 'database' });
        }
        return;
      case 'unknown':
        // Deleted meanwhile: the webhook about that removes the row.
        log({ level: 'info', event: 'user-completed', outcome: 'unknown' });
        return;
      case 'rate-limited':
        log({ level: 'error', event: 'user-completion-failed', reason: 'status-429' });
        return;
      case 'unavailable':
        log({ level: 'error', event: 'user-completion-failed', reason: answer.reason });
    }
  };
}
