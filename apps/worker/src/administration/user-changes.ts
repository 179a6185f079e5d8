import type { AuditAction } from '@bloqr/contract';
import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { Log } from '../lib/log.ts';
import { timedOut, withTimeLimit } from '../lib/with-time-limit.ts';
import type { User } from '../users/user.ts';
import { readChangedState, type UserChange } from '../users/user-change.ts';
import type { UserProfile, UserStore } from '../users/user-store.ts';
import type { AdminAct } from './audit.ts';
import type { ChangeRefusal, KeyRevocation, UserChangeOrder, UserChangeStore } from './user-change-store.ts';

/** What became of a change that an administrator asked for. */
export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly user: User }
  | ChangeRefusal
  /** Clerk keeps the account, and there is no key to change anything there. */
  | { readonly kind: 'clerk-key-missing' }
  /** Clerk knows nobody of this id, or the account was deleted while it was changed. */
  | { readonly kind: 'user-gone' }
  | { readonly kind: 'clerk-refused' }
  | { readonly kind: 'clerk-busy' }
  /** Clerk has given no answer that says whether the change is made. */
  | { readonly kind: 'clerk-silent' }
  /** Clerk has made the change; it could not be written here yet. */
  | { readonly kind: 'not-written' }
  /** The database does not answer; nothing has changed. */
  | { readonly kind: 'unavailable' };

/** What administrators do to accounts. */
export interface UserChanges {
  /** Changes an account, with Clerk first where Clerk keeps it. Never rejects. */
  change(userId: string, change: UserChange, act: AdminAct): Promise<ChangeOutcome>;
  revokeKey(userId: string, keyId: string, act: AdminAct): Promise<KeyRevocation>;
  /** How many changes of an account are on their way to Clerk. */
  countPending(userId: string): Promise<number>;
}

export interface UserChangesParts {
  readonly users: Pick<UserStore, 'find'>;
  readonly store: UserChangeStore;
  /** Undefined where there is no secret key. */
  readonly api: Pick<BackendApi, 'changeUser'> | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

const storeTimeLimitMs = 5000;

const actions: Record<UserChange['kind'], AuditAction> = {
  'set-metadata': 'change-user',
  ban: 'ban-user',
  unban: 'unban-user',
};

/**
 * Makes what changes accounts. One of Clerk's users is changed in three steps: D1 decides and notes it, Clerk does it, D1
 * writes what Clerk says together with the entry of the audit. Whatever is lost on the way leaves the note, from which
 * `settle-user-changes.ts` finds out what became of it.
 */
export function createUserChanges(parts: UserChangesParts): UserChanges {
  const { users, store, api, now, newId } = parts;

  return {
    async change(userId, change, act) {
      const order = {
        ...act,
        id: newId(),
        userId,
        change,
        action: actions[change.kind],
        at: new Date(now()),
      };
      const user = await ask(parts, () => users.find(userId));
      if (user.kind === 'failed') return { kind: 'unavailable' };
      if (user.value === undefined) return { kind: 'user-unknown' };
      const { subject } = user.value;
      if (subject.provider !== 'clerk') {
        const applied = await ask(parts, () => store.apply(order));
        return applied.kind === 'failed' ? { kind: 'unavailable' } : applied.value;
      }
      if (api === undefined) return { kind: 'clerk-key-missing' };
      const begun = await ask(parts, () => store.begin(order));
      if (begun.kind === 'failed') return { kind: 'unavailable' };
      return begun.value.kind === 'begun' ? carryOut(parts, api, order, subject.id) : begun.value;
    },

    revokeKey: (userId, keyId, act) =>
      store.revokeKey({ ...act, id: newId(), action: 'revoke-key', at: new Date(now()) }, userId, keyId),

    countPending: (userId) => store.countPending(userId),
  };
}

/** Has Clerk make a change that was begun. */
async function carryOut(
  parts: UserChangesParts,
  api: Pick<BackendApi, 'changeUser'>,
  { id, change }: UserChangeOrder,
  clerkUserId: string,
): Promise<ChangeOutcome> {
  const { log, store } = parts;
  const answer = await api.changeUser(clerkUserId, change);
  if (answer.kind === 'found') return finish(parts, id, change, answer.profile);
  const reason = answer.kind === 'unknown' || answer.kind === 'busy' ? answer.kind : answer.reason;
  log({ level: 'error', event: 'clerk-change-failed', change: change.kind, reason });
  // It may be made after all, at once or later: the note stays.
  if (answer.kind === 'unavailable') return { kind: 'clerk-silent' };
  await ask(parts, () => store.drop(id));
  switch (answer.kind) {
    case 'unknown':
      return { kind: 'user-gone' };
    case 'refused':
      return { kind: 'clerk-refused' };
    case 'busy':
      return { kind: 'clerk-busy' };
  }
}

async function finish(
  parts: UserChangesParts,
  id: string,
  change: UserChange,
  profile: UserProfile,
): Promise<ChangeOutcome> {
  const { store, now } = parts;
  const after = readChangedState(change, profile);
  const written = await ask(parts, () => store.finish(id, profile, after, new Date(now())));
  if (written.kind === 'failed') return { kind: 'not-written' };
  return written.value === undefined ? { kind: 'user-gone' } : { kind: 'changed', user: written.value };
}

/** Asks the database and does not wait for long. */
async function ask<Value>(
  { log }: Pick<UserChangesParts, 'log'>,
  question: () => Promise<Value>,
): Promise<{ readonly kind: 'answered'; readonly value: Value } | { readonly kind: 'failed' }> {
  let reason = 'timeout';
  try {
    const value = await withTimeLimit(question(), storeTimeLimitMs);
    if (value !== timedOut) return { kind: 'answered', value };
  } catch {
    reason = 'error';
  }
  log({ level: 'error', event: 'database-failed', reason });
  return { kind: 'failed' };
}
