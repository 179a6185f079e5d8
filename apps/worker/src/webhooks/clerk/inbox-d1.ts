import { actorMayAct, entryColumns, listOrderValues, orderColumns } from '../../administration/audit-d1.ts';
import { listPageD1 } from '../../lib/list-page-d1.ts';
import type { Inbox, InboxQuery, StoredMessage } from './inbox.ts';
import type { MessageOutcome } from './webhook-store.ts';
import { prepareEffect, subjectOf } from './webhook-store-d1.ts';

interface MessageRow {
  readonly id: string;
  readonly event_type: string | null;
  readonly clerk_user_id: string | null;
  readonly outcome: MessageOutcome;
  readonly body_sha256: string;
  readonly event_at: number | null;
  readonly received_at: string;
  readonly has_body: number;
}

interface DeliveryRow extends MessageRow {
  readonly dead_letter_reason: string | null;
  readonly body: string | null;
}

const columns = `id, event_type, clerk_user_id, outcome, body_sha256, event_at, webhook_messages.received_at,
  EXISTS (SELECT 1 FROM webhook_bodies WHERE message_id = id)
    OR EXISTS (SELECT 1 FROM webhook_dead_letters WHERE message_id = id) AS has_body`;
const selectMessage = `SELECT ${columns} FROM webhook_messages WHERE id = ?1`;
const selectDelivery = `SELECT ${columns}, reason AS dead_letter_reason,
    COALESCE(webhook_bodies.body, webhook_dead_letters.body) AS body
  FROM webhook_messages
  LEFT JOIN webhook_bodies ON webhook_bodies.message_id = id
  LEFT JOIN webhook_dead_letters ON webhook_dead_letters.message_id = id
  WHERE id = ?1`;

const reopen = `UPDATE webhook_messages SET replayed_from = outcome, outcome = 'received',
  event_type = COALESCE(event_type, ?2), clerk_user_id = COALESCE(clerk_user_id, ?3) WHERE id = ?1 AND ${actorMayAct('?4')}`;
const enter = `INSERT INTO audit_entries (${orderColumns}, ${entryColumns})
  SELECT ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, id, (SELECT users.id FROM users WHERE users.clerk_user_id = webhook_messages.clerk_user_id),
    json_object('outcome', replayed_from), json_object('outcome', outcome)
  FROM webhook_messages WHERE id = ?1 AND replayed_from IS NOT NULL`;
const selectOutcome = 'SELECT outcome FROM webhook_messages WHERE id = ?1';
const close = `UPDATE webhook_messages
  SET outcome = CASE replayed_from WHEN 'applied' THEN 'applied' ELSE outcome END, replayed_from = NULL WHERE id = ?1`;
/** What could be used after all is no dead letter any more; its body is with the others then. */
const resurrect = `DELETE FROM webhook_dead_letters WHERE message_id = ?1
  AND EXISTS (SELECT 1 FROM webhook_messages WHERE id = ?1 AND outcome <> 'unusable')`;

/**
 * The inbox in D1, tables `webhook_messages`, `webhook_bodies` and `webhook_dead_letters`.
 *
 * @param newId makes the id of a new user
 */
export function createInboxD1(database: D1Database, newId: () => string): Inbox {
  const prepare = (sql: string, ...values: (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);

  return {
    list: (query) => listMessages(database, query),

    async find(id) {
      const row = await prepare(selectDelivery, id).first<DeliveryRow>();
      return row === null
        ? undefined
        : { message: toMessage(row), deadLetterReason: row.dead_letter_reason, body: row.body };
    },

    async replay({ audit, id, eventType, body, effect }) {
      const message = { id, body, receivedAt: audit.at };
      const effects = prepareEffect(database, newId, message, effect);
      const results = await database.batch<MessageRow>([
        prepare(reopen, id, eventType ?? null, subjectOf(effect), audit.actor.userId),
        ...effects,
        prepare(enter, id, ...listOrderValues(audit)),
        prepare(selectOutcome, id),
        prepare(close, id),
        prepare(resurrect, id),
        prepare(selectMessage, id),
      ]);
      const [outcome, row] = [results.at(-4)?.results[0]?.outcome, results.at(-1)?.results[0]];
      if (outcome === undefined || row === undefined) return { kind: 'unknown' };
      if (results[0]?.meta.changes === 0) return { kind: 'actor-gone' };
      return { kind: 'replayed', outcome, message: toMessage(row) };
    },
  };
}

const messageList = {
  columns,
  table: 'webhook_messages',
  atColumn: 'received_at',
  atOf: (row: MessageRow) => row.received_at,
};

async function listMessages(database: D1Database, query: InboxQuery): ReturnType<Inbox['list']> {
  const page = await listPageD1(database, messageList, query, (parameter) => {
    const conditions: string[] = [];
    if (query.outcome !== undefined) conditions.push(`outcome = ${parameter(query.outcome)}`);
    if (query.type !== undefined) conditions.push(`event_type = ${parameter(query.type)}`);
    if (query.user !== undefined) {
      const user = parameter(query.user);
      conditions.push(
        `clerk_user_id IN (SELECT ${user} UNION SELECT users.clerk_user_id FROM users WHERE users.id = ${user})`,
      );
    }
    return conditions;
  });
  return page && { messages: page.rows.map(toMessage), nextCursor: page.nextCursor };
}

function toMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    eventType: row.event_type,
    clerkUserId: row.clerk_user_id,
    outcome: row.outcome,
    bodySha256: row.body_sha256,
    eventAtMs: row.event_at,
    receivedAt: row.received_at,
    hasBody: row.has_body !== 0,
  };
}
