import { prepareCompletion } from '../users/complete-user-d1.ts';
import { takesAdministration, type UserChange } from '../users/user-change.ts';
import { readUserRow, type UserRow, userColumns } from '../users/user-row-d1.ts';
import { anotherIsLeft, pendingMs } from './another-admin-d1.ts';
import { actorMayAct, entryColumns, listOrderValues, orderColumns } from './audit-d1.ts';
import type { ChangeRefusal, PendingChange, UserChangeOrder, UserChangeStore } from './user-change-store.ts';

// In all of these, ?1 is the account, ?2 whoever asks, ?3 whether the change takes administration, ?4 since when changes
// that were begun count.
const leavesAdmins = `(?3 = 0 OR users.tier <> 'admin' OR users.banned = 1 OR ${anotherIsLeft('?4')})`;
const mayAct = actorMayAct('?2');
const judge = `SELECT ${leavesAdmins} AS leaves_admins, ${mayAct} AS actor_may_act FROM users WHERE users.id = ?1`;
const isAllowed = `users.id = ?1 AND ${leavesAdmins} AND ${mayAct}`;

/** The state before, in JSON. */
const states: Record<UserChange['kind'], string> = {
  'set-metadata': `json_object('tier', tier, 'role', role)`,
  ban: banState('banned'),
  unban: banState('banned'),
};
/** The state after; ?5, ?6 and ?7 are the tier, the role and the ban where they change. */
const statesAfter: Record<UserChange['kind'], string> = {
  'set-metadata': `json_object('tier', COALESCE(?5, tier), 'role', COALESCE(?6, role))`,
  ban: banState('?7'),
  unban: banState('?7'),
};

function banState(value: string): string {
  return `json_object('banned', json(CASE ${value} WHEN 0 THEN 'false' ELSE 'true' END))`;
}

// ?8 to ?15 are what every order says of itself.
const entryStatement = ({
  kind,
}: UserChange): string => `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, id, id, ${states[kind]}, ${statesAfter[kind]} FROM users
  WHERE ${isAllowed} AND clerk_user_id IS NULL`;
const update = `UPDATE users SET tier = COALESCE(?2, tier), role = COALESCE(?3, role), banned = COALESCE(?4, banned), updated_at = ?5
  WHERE id = ?1 AND EXISTS (SELECT 1 FROM audit_entries WHERE id = ?6)`;
const selectUser = `SELECT ${userColumns} FROM users WHERE id = ?1`;

const beginStatement = ({ kind }: UserChange): string => `INSERT INTO pending_user_changes
  (id, started_at, actor_user_id, actor_subject, impersonator, action, reason, request_id, user_id, clerk_user_id, takes_admin, change, before)
  SELECT ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, id, clerk_user_id, ?3, ?5, ${states[kind]} FROM users
  WHERE ${isAllowed} AND clerk_user_id IS NOT NULL`;
const enter = `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT id, started_at, actor_user_id, actor_subject, impersonator, action, reason, request_id, user_id, user_id, before, ?2
  FROM pending_user_changes WHERE id = ?1`;
const selectChanged = `SELECT ${userColumns} FROM users WHERE id = (SELECT user_id FROM pending_user_changes WHERE id = ?1)`;
const drop = 'DELETE FROM pending_user_changes WHERE id = ?1';
const listPending = `SELECT id, clerk_user_id, change, started_at FROM pending_user_changes
  WHERE started_at < ?1 ORDER BY started_at LIMIT ?2`;
const countPending = 'SELECT COUNT(*) AS n FROM pending_user_changes WHERE user_id = ?1';

const enterRevocation = `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, id, user_id, json_object('revoked', json('false')), json_object('revoked', json('true'))
  FROM api_keys WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL AND ${actorMayAct('?5')}`;
const revoke = `UPDATE api_keys SET revoked_at = ?4
  WHERE user_id = ?1 AND id = ?2 AND EXISTS (SELECT 1 FROM audit_entries WHERE id = ?3)`;
const judgeRevocation = `SELECT ${actorMayAct('?3')} AS actor_may_act FROM api_keys WHERE user_id = ?1 AND id = ?2`;

/** The changes in D1: tables `users`, `api_keys`, `audit_entries` and `pending_user_changes`. */
export function createUserChangeStoreD1(database: D1Database, newId: () => string): UserChangeStore {
  const prepare = (sql: string, ...values: (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);
  const listGuards = ({ userId, actor, change, at }: UserChangeOrder) => [
    userId,
    actor.userId,
    takesAdministration(change) ? 1 : 0,
    new Date(at.getTime() - pendingMs).toISOString(),
  ];

  return {
    async apply(order) {
      const { id, userId, change, at } = order;
      const wanted = listColumns(change);
      const guards = listGuards(order);
      const [judgement, , , selected] = await database.batch<Judgement & UserRow>([
        prepare(judge, ...guards),
        prepare(entryStatement(change), ...guards, ...wanted, ...listOrderValues(order)),
        prepare(update, userId, ...wanted, at.toISOString(), id),
        prepare(selectUser, userId),
      ]);
      const refusal = readRefusal(judgement?.results[0]);
      if (refusal !== undefined) return refusal;
      const row = selected?.results[0];
      return row === undefined ? { kind: 'user-unknown' } : { kind: 'changed', user: readUserRow(row) };
    },

    async begin(order) {
      const guards = listGuards(order);
      const [judgement, begun] = await database.batch<Judgement>([
        prepare(judge, ...guards),
        prepare(
          beginStatement(order.change),
          ...guards,
          JSON.stringify(order.change),
          ...listOrderValues(order),
        ),
      ]);
      const refusal = readRefusal(judgement?.results[0]);
      if (refusal !== undefined) return refusal;
      return begun?.meta.changes === 1 ? { kind: 'begun' } : { kind: 'user-unknown' };
    },

    async finish(id, profile, after, now) {
      const results = await database.batch<UserRow>([
        prepareCompletion(database, profile, newId(), now),
        prepare(enter, id, JSON.stringify(after)),
        prepare(selectChanged, id),
        prepare(drop, id),
      ]);
      const row = results[2]?.results[0];
      return row === undefined ? undefined : readUserRow(row);
    },

    async drop(id) {
      await prepare(drop, id).run();
    },

    async enterUnknown(id) {
      await database.batch([prepare(enter, id, '{}'), prepare(drop, id)]);
    },

    async listPending(before, countMax) {
      const { results } = await prepare(listPending, before.toISOString(), countMax).all<PendingRow>();
      return results.map(toPending);
    },

    async countPending(userId) {
      return (await prepare(countPending, userId).first<number>('n')) ?? 0;
    },

    async revokeKey(order, userId, keyId) {
      const [judgement] = await database.batch<Pick<Judgement, 'actor_may_act'>>([
        prepare(judgeRevocation, userId, keyId, order.actor.userId),
        prepare(enterRevocation, userId, keyId, ...listOrderValues(order)),
        prepare(revoke, userId, keyId, order.id, order.at.toISOString()),
      ]);
      const row = judgement?.results[0];
      if (row === undefined) return 'key-unknown';
      return row.actor_may_act === 0 ? 'actor-gone' : 'revoked';
    },
  };
}

interface Judgement {
  readonly leaves_admins: number;
  readonly actor_may_act: number;
}

interface PendingRow {
  readonly id: string;
  readonly clerk_user_id: string;
  readonly change: string;
  readonly started_at: string;
}

function readRefusal(judgement: Judgement | undefined): ChangeRefusal | undefined {
  if (judgement === undefined) return { kind: 'user-unknown' };
  if (judgement.leaves_admins === 0) return { kind: 'last-admin' };
  return judgement.actor_may_act === 0 ? { kind: 'actor-gone' } : undefined;
}

/** Tier, role and ban, null where they stay. */
function listColumns(change: UserChange): readonly (string | number | null)[] {
  switch (change.kind) {
    case 'set-metadata':
      return [change.tier ?? null, change.role ?? null, null];
    case 'ban':
      return [null, null, 1];
    case 'unban':
      return [null, null, 0];
  }
}

/** What is read here was written here. */
function toPending({ id, clerk_user_id: clerkUserId, change, started_at }: PendingRow): PendingChange {
  return { id, clerkUserId, change: JSON.parse(change) as UserChange, startedAtMs: Date.parse(started_at) };
}
