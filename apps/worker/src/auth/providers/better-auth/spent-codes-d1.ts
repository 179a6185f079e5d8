/** Marks a code as used by somebody; false where it was used before. Rejects where the database cannot be asked. */
export type SpendCode = (userId: string, code: string) => Promise<boolean>;

/** A code is right in its own 30 s, and in those before and after. */
const lifeMs = 90_000;

/** The id decides: of several who come at once, one is the first. */
const spend = `INSERT INTO auth_verifications (id, identifier, value, expires_at, created_at, updated_at)
  VALUES (?1, ?1, ?2, ?3, ?4, ?4)
  ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at, updated_at = excluded.updated_at
    WHERE auth_verifications.expires_at <= ?4
  RETURNING id`;

/**
 * The codes in D1, in the table `auth_verifications`, where they go with their person and are forgotten with what else is over.
 *
 * @param now milliseconds since 1970
 */
export function createSpendCodeD1(database: D1Database, now: () => number): SpendCode {
  return async (userId, code) => {
    const nowMs = now();
    const row = await database
      .prepare(spend)
      .bind(
        `spent-code:${userId}:${code}`,
        userId,
        new Date(nowMs + lifeMs).toISOString(),
        new Date(nowMs).toISOString(),
      )
      .first();
    return row !== null;
  };
}
