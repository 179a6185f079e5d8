/** After so long, a change that was begun says nothing any more of who is an administrator. */
export const pendingMs = 86_400_000;

/**
 * SQL: whether there is another administrator than the row of `users` that is looked at.
 *
 * @param since the parameter that says since when changes that were begun count
 */
export const anotherIsLeft = (since: string): string => `EXISTS (SELECT 1 FROM users AS other
  WHERE other.id <> users.id AND other.tier = 'admin' AND other.banned = 0 AND NOT EXISTS (
    SELECT 1 FROM pending_user_changes AS leaving
    WHERE leaving.user_id = other.id AND leaving.takes_admin = 1 AND leaving.started_at > ${since}))`;
