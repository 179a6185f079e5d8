const rowsAtOnce = 5000;

const statements = ['auth_sessions', 'auth_verifications'].map(
  (table) =>
    `DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} WHERE expires_at < ?1 ORDER BY expires_at LIMIT ?2)`,
);

/**
 * Forgets sessions that are over, and what was sent to prove something and never used, up to 5,000 of each in a run. Both have
 * not counted since then. For a scheduled run.
 */
export async function forgetOldSessions(database: D1Database, now: Date): Promise<void> {
  await database.batch(statements.map((sql) => database.prepare(sql).bind(now.toISOString(), rowsAtOnce)));
}
