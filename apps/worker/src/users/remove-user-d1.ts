/** What must hold for a removal: SQL in which `?2` is the value. */
export interface RemovalCondition {
  readonly sql: string;
  readonly value: string;
}

/**
 * The statements that remove a user of Clerk together with their keys and leave a tombstone, for one batch. Each asks for
 * the condition itself; the row goes last, so that the condition may ask for it.
 */
export function prepareRemoval(
  database: D1Database,
  clerkUserId: string,
  now: Date,
  condition: RemovalCondition,
): readonly D1PreparedStatement[] {
  const { sql, value } = condition;
  const bury = `INSERT INTO deleted_users (clerk_user_id, deleted_at) SELECT ?1, ?3 WHERE ${sql}
    ON CONFLICT (clerk_user_id) DO NOTHING`;
  const deleteKeys = `DELETE FROM api_keys
    WHERE user_id IN (SELECT id FROM users WHERE clerk_user_id = ?1) AND ${sql}`;
  const deleteUser = `DELETE FROM users WHERE clerk_user_id = ?1 AND ${sql}`;
  return [
    database.prepare(bury).bind(clerkUserId, value, now.toISOString()),
    database.prepare(deleteKeys).bind(clerkUserId, value),
    database.prepare(deleteUser).bind(clerkUserId, value),
  ];
}
