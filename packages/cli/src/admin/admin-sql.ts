/** A text as SQL writes it. Whatever stands in it, it stays a text. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

const columns = 'id, email, email_verified, tier, banned, clerk_user_id, created_at';
const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
/** As long as the Worker counts a change as under way that takes administration. */
const dayAgo = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1 day')";

export const listAdmins = `SELECT ${columns} FROM users WHERE tier = 'admin' ORDER BY created_at, id LIMIT 1000;`;

/** Accounts with this id, or this address in small letters or as Clerk has it. */
export function findAccounts(who: string): string {
  const text = quote(who);
  return `SELECT ${columns} FROM users WHERE id = ${text} OR email = ${text} OR email = lower(${text}) ORDER BY created_at, id LIMIT 20;`;
}

/** A change of somebody's tier, and what stands in the audit about it. */
export interface TierChange {
  readonly userId: string;
  readonly tier: 'admin' | 'free';
  readonly reason: string;
  /** Of the entry. */
  readonly entryId: string;
}

/**
 * Three statements, which wrangler carries out as one transaction: the entry with all conditions, the change where there is the
 * entry, and the row as it is then. The Worker's own changes are made the same way.
 */
export function changeTier({ userId, tier, reason, entryId }: TierChange): string {
  const [user, entry] = [quote(userId), quote(entryId)];
  const mayChange =
    tier === 'admin'
      ? `tier <> 'admin' AND banned = 0`
      : `tier = 'admin' AND EXISTS (SELECT 1 FROM users AS other
          WHERE other.id <> users.id AND other.tier = 'admin' AND other.banned = 0 AND NOT EXISTS (
            SELECT 1 FROM pending_user_changes AS leaving
            WHERE leaving.user_id = other.id AND leaving.takes_admin = 1 AND leaving.started_at > ${dayAgo}))`;
  return `INSERT INTO audit_entries
      (id, at, actor_user_id, actor_subject, impersonator, action, reason, request_id, target_id, user_id, before, after)
    SELECT ${entry}, ${now}, 'operator', 'bloqr admin', NULL, 'change-user', ${quote(reason)}, ${entry}, id, id,
      json_object('tier', tier, 'role', role), json_object('tier', '${tier}', 'role', role)
    FROM users WHERE id = ${user} AND clerk_user_id IS NULL AND ${mayChange};
  UPDATE users SET tier = '${tier}', updated_at = ${now}
    WHERE id = ${user} AND EXISTS (SELECT 1 FROM audit_entries WHERE id = ${entry});
  SELECT ${columns} FROM users WHERE id = ${user};`;
}
