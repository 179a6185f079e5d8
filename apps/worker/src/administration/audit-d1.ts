import { type AuditEntry, auditEntrySchema } from '@bloqr/contract';
import type { Audit, AuditOrder } from './audit.ts';

interface AuditRow {
  readonly sequence: number;
  readonly id: string;
  readonly at: string;
  readonly actor_user_id: string;
  readonly actor_subject: string;
  readonly impersonator: string | null;
  readonly action: string;
  readonly target_id: string;
  readonly user_id: string | null;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  readonly request_id: string;
}

/** The columns of what every order says of itself, in the order of {@link listOrderValues}. */
export const orderColumns = 'id, at, actor_user_id, actor_subject, impersonator, action, reason, request_id';

/** The values of {@link orderColumns}. */
export function listOrderValues(order: AuditOrder): readonly (string | null)[] {
  const { id, at, actor, action, reason, requestId } = order;
  return [id, at.toISOString(), actor.userId, actor.subject, actor.impersonator, action, reason, requestId];
}

/**
 * Whether whoever asks is an administrator when it is decided, in SQL. When their request came in is not enough: its body may
 * have been long in coming.
 *
 * @param id of the account that asks, as a parameter
 */
export const actorMayAct = (id: string): string =>
  `EXISTS (SELECT 1 FROM users AS actor WHERE actor.id = ${id} AND actor.tier = 'admin' AND actor.banned = 0)`;

/** The columns of an entry beyond {@link orderColumns}. */
export const entryColumns = 'target_id, user_id, before, after';

const list = `SELECT * FROM audit_entries
  WHERE (?1 IS NULL OR sequence < ?1) ORDER BY sequence DESC LIMIT ?2`;
const listOfUser = `SELECT * FROM audit_entries
  WHERE user_id = ?3 AND (?1 IS NULL OR sequence < ?1) ORDER BY sequence DESC LIMIT ?2`;
const prune = `DELETE FROM audit_entries WHERE sequence IN
  (SELECT sequence FROM audit_entries WHERE at < ?1 ORDER BY at LIMIT ?2)`;

/** The audit in D1, table `audit_entries`. A cursor is the sequence of the last entry of a page. */
export function createAuditD1(database: D1Database): Audit {
  return {
    async list(userId, cursor, limit) {
      if (cursor !== undefined && !/^[1-9]\d{0,14}$/.test(cursor)) return undefined;
      const values = [cursor === undefined ? null : Number(cursor), limit + 1];
      const statement =
        userId === undefined
          ? database.prepare(list).bind(...values)
          : database.prepare(listOfUser).bind(...values, userId);
      const { results } = await statement.all<AuditRow>();
      const rows = results.slice(0, limit);
      const last = rows.at(-1);
      const nextCursor = results.length > limit && last !== undefined ? String(last.sequence) : null;
      return { entries: rows.map(toEntry), nextCursor };
    },

    async prune(before, countMax) {
      const { meta } = await database.prepare(prune).bind(before.toISOString(), countMax).run();
      return meta.changes;
    },
  };
}

function toEntry(row: AuditRow): AuditEntry {
  return auditEntrySchema.parse({
    id: row.id,
    at: row.at,
    actor: { userId: row.actor_user_id, subject: row.actor_subject, impersonator: row.impersonator },
    action: row.action,
    targetId: row.target_id,
    userId: row.user_id,
    before: JSON.parse(row.before),
    after: JSON.parse(row.after),
    reason: row.reason,
    requestId: row.request_id,
  });
}
