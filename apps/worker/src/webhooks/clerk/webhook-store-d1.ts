import { messageIdParameter, prepareCompletion } from '../../users/complete-user-d1.ts';
import { prepareRemoval } from '../../users/remove-user-d1.ts';
import type {
  MessageOutcome,
  TakenMessage,
  WebhookEffect,
  WebhookMessage,
  WebhookStore,
} from './webhook-store.ts';

/** True within the batch that takes message `id` for the first time, and never outside of it. */
const isTaken = (id: string): string =>
  `EXISTS (SELECT 1 FROM webhook_messages WHERE id = ${id} AND outcome = 'received')`;

const receive = `INSERT INTO webhook_messages (id, event_type, clerk_user_id, outcome, body_sha256, event_at, received_at)
  VALUES (?1, ?2, ?3, 'received', ?4, ?5, ?6) ON CONFLICT (id) DO NOTHING RETURNING id`;
const settle = `UPDATE webhook_messages SET outcome = ?2 WHERE id = ?1 AND outcome = 'received'`;
const settleCompletion = `UPDATE webhook_messages SET outcome = CASE
    WHEN EXISTS (SELECT 1 FROM users WHERE clerk_user_id = ?2 AND source_message_id = ?1) THEN 'applied'
    WHEN EXISTS (SELECT 1 FROM deleted_users WHERE clerk_user_id = ?2) THEN 'deleted'
    ELSE 'stale' END
  WHERE id = ?1 AND outcome = 'received'`;
const recall = 'SELECT outcome, body_sha256 FROM webhook_messages WHERE id = ?1';
const keepDeadLetter = `INSERT INTO webhook_dead_letters (message_id, reason, body, received_at)
  SELECT ?1, ?2, ?3, ?4 WHERE ${isTaken('?1')} ON CONFLICT (message_id) DO NOTHING`;
/** What is said of somebody who is deleted is not kept; what was said before goes with the tombstone, by a trigger. */
const keepBody = `INSERT INTO webhook_bodies (message_id, body, received_at)
  SELECT ?1, ?2, ?3 WHERE ${isTaken('?1')} AND NOT EXISTS (SELECT 1 FROM deleted_users WHERE clerk_user_id = ?4)
  ON CONFLICT (message_id) DO NOTHING`;
const pruneMessages = `DELETE FROM webhook_messages WHERE id IN
  (SELECT id FROM webhook_messages WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)`;
const pruneDeadLetters = `DELETE FROM webhook_dead_letters WHERE message_id IN
  (SELECT message_id FROM webhook_dead_letters WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)`;
const pruneBodies = `DELETE FROM webhook_bodies WHERE message_id IN
  (SELECT message_id FROM webhook_bodies WHERE received_at < ?1 ORDER BY received_at LIMIT ?2)`;

/**
 * The statements that do what a message wants and settle its outcome, while that is `received`.
 *
 * @param newId makes the id of a new user
 */
export function prepareEffect(
  database: D1Database,
  newId: () => string,
  { id, body, receivedAt }: Pick<WebhookMessage, 'id' | 'body' | 'receivedAt'>,
  effect: WebhookEffect,
): readonly D1PreparedStatement[] {
  const prepare = (sql: string, ...values: (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);
  const at = receivedAt.toISOString();
  const keep = () => (body === undefined ? [] : [prepare(keepBody, id, body, at, subjectOf(effect))]);
  switch (effect.kind) {
    case 'complete-user': {
      const { profile } = effect;
      const condition = `AND ${isTaken(messageIdParameter)}`;
      return [
        ...keep(),
        prepareCompletion(database, { ...profile, sourceMessageId: id }, newId(), receivedAt, condition),
        prepare(settleCompletion, id, profile.subject.id),
      ];
    }
    case 'delete-user': {
      const { clerkUserId } = effect;
      return [
        ...prepareRemoval(database, clerkUserId, receivedAt, { sql: isTaken('?2'), value: id }),
        // It says nothing of the person but the id, and comes last: a tombstone takes along what was said.
        ...(body === undefined ? [] : [prepare(keepBody, id, body, at, null)]),
        prepare(settle, id, 'applied'),
      ];
    }
    case 'nothing':
      return [...(effect.outcome === 'ignored' ? [] : keep()), prepare(settle, id, effect.outcome)];
    case 'keep-dead-letter':
      return [prepare(keepDeadLetter, id, effect.reason, effect.text, at), prepare(settle, id, 'unusable')];
  }
}

/**
 * The messages in D1, tables `webhook_messages`, `webhook_bodies` and `webhook_dead_letters`. Everything that a message does is
 * one `batch()`, which D1 carries out as one transaction
 * (https://developers.cloudflare.com/d1/worker-api/d1-database/#batch).
 *
 * @param newId makes the id of a new user
 */
export function createWebhookStoreD1(database: D1Database, newId: () => string): WebhookStore {
  const prepare = (sql: string, ...values: (string | number | null)[]): D1PreparedStatement =>
    database.prepare(sql).bind(...values);

  return {
    async take(message, effect): Promise<TakenMessage> {
      const { id, eventType, eventAtMs, bodySha256, receivedAt } = message;
      const results = await database.batch<MessageRow>([
        prepare(
          receive,
          id,
          eventType ?? null,
          subjectOf(effect),
          bodySha256,
          eventAtMs ?? null,
          receivedAt.toISOString(),
        ),
        ...prepareEffect(database, newId, message, effect),
        prepare(recall, id),
      ]);
      const row = results.at(-1)?.results[0];
      if (row === undefined) throw new Error('a message that was taken is not there');
      return {
        outcome: row.outcome,
        isRepeated: results[0]?.results.length === 0,
        isSameBody: row.body_sha256 === bodySha256,
      };
    },

    async prune({ messages, bodies }, countMax) {
      const results = await database.batch([
        prepare(pruneMessages, messages.toISOString(), countMax),
        prepare(pruneDeadLetters, messages.toISOString(), countMax),
        prepare(pruneBodies, bodies.toISOString(), countMax),
      ]);
      return results.reduce((total, { meta }) => total + meta.changes, 0);
    },
  };
}

interface MessageRow {
  readonly outcome: MessageOutcome;
  readonly body_sha256: string;
}

/** Whom a message is about, where something is to be done. */
export function subjectOf(effect: WebhookEffect): string | null {
  switch (effect.kind) {
    case 'complete-user':
      return effect.profile.subject.id;
    case 'delete-user':
      return effect.clerkUserId;
    case 'nothing':
    case 'keep-dead-letter':
      return null;
  }
}
