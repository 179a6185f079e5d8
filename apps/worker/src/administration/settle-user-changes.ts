import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { Log } from '../lib/log.ts';
import { isFulfilled, readChangedState } from '../users/user-change.ts';
import type { PendingChange, UserChangeStore } from './user-change-store.ts';

export interface SettleUserChangesParts {
  readonly store: Pick<UserChangeStore, 'listPending' | 'finish' | 'drop' | 'enterUnknown'>;
  /** Undefined where there is no secret key; then nothing is settled. */
  readonly api: Pick<BackendApi, 'findUser'> | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How many changes were found to be made, found not to be made, will never be known, and are still not known. */
export interface SettledChanges {
  readonly made: number;
  readonly notMade: number;
  readonly superseded: number;
  readonly unknown: number;
}

/** By then, a request that began a change has its answer, or never will: Clerk is waited for 5 s, D1 three times 5 s. */
const settledAfterMs = 60_000;
/** Each costs a question to Clerk, which takes 100 in 10 s. */
const settledAtOnce = 25;

/**
 * Finds out what became of changes whose request did not live to see it, from what Clerk says now. Those that are made get
 * their entry in the audit, with the row, in one transaction; so do those of which it can no longer be told. For a scheduled run; rejects where D1 cannot be asked.
 */
export async function settleUserChanges(parts: SettleUserChangesParts): Promise<SettledChanges> {
  const { store, api, log, now } = parts;
  const counts = { made: 0, notMade: 0, superseded: 0, unknown: 0 };
  if (api === undefined) return counts;
  const pending = await store.listPending(new Date(now() - settledAfterMs), settledAtOnce);
  for (const one of pending) {
    const fate = await settle(one, { store, api, now });
    counts[fate]++;
    log({ level: fate === 'made' ? 'info' : 'error', event: 'user-change-settled', outcome: fate });
  }
  return counts;
}

async function settle(
  { id, clerkUserId, change, startedAtMs }: PendingChange,
  {
    store,
    api,
    now,
  }: Omit<SettleUserChangesParts, 'api' | 'log'> & { readonly api: Pick<BackendApi, 'findUser'> },
): Promise<keyof SettledChanges> {
  const answer = await api.findUser(clerkUserId);
  if (answer.kind === 'found' && isFulfilled(change, answer.profile)) {
    await store.finish(id, answer.profile, readChangedState(change, answer.profile), new Date(now()));
    return 'made';
  }
  if (answer.kind !== 'found' && answer.kind !== 'unknown') return 'unknown';
  // Clerk has changed the account since: perhaps this was made, and something else after it.
  if (answer.kind === 'found' && answer.profile.sourceUpdatedAtMs > startedAtMs) {
    await store.enterUnknown(id);
    return 'superseded';
  }
  await store.drop(id);
  return 'notMade';
}
