import type { UserProfile } from './user-store.ts';

/** The parameter of the statement that has the id of the message, for conditions upon it. */
export const messageIdParameter = '?14';

/**
 * The statement that writes what Clerk's records say of a person: into a new row, or over an older one. Nobody deleted
 * comes back, and what is not newer changes nothing, so that order and repetition make no difference. The address of somebody
 * who may sign in here with it, too, is theirs to change: Clerk's could be another's by now, and would then get their mail.
 *
 * @param newId the id of the row if there is none yet
 * @param condition more that must hold, `AND …` in SQL
 */
export function prepareCompletion(
  database: D1Database,
  profile: UserProfile,
  newId: string,
  now: Date,
  condition = '',
): D1PreparedStatement {
  // Its own sign-in writes the rows of the other provider.
  if (profile.subject.provider !== 'clerk') throw new Error('only users of Clerk are completed');
  return database
    .prepare(
      `INSERT INTO users (
         id, clerk_user_id, email, email_verified, tier, role, display_name, first_name, last_name, image_url, banned,
         source_updated_at, source_event_at, source_message_id, last_sign_in_at, created_at, updated_at
       )
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16
       WHERE NOT EXISTS (SELECT 1 FROM deleted_users WHERE clerk_user_id = ?2) ${condition}
       ON CONFLICT (clerk_user_id) DO UPDATE SET
         email = CASE users.better_auth WHEN 1 THEN users.email ELSE excluded.email END,
         email_verified = CASE users.better_auth WHEN 1 THEN users.email_verified ELSE excluded.email_verified END,
         tier = excluded.tier, role = excluded.role,
         display_name = excluded.display_name, first_name = excluded.first_name, last_name = excluded.last_name,
         image_url = excluded.image_url, banned = excluded.banned, source_updated_at = excluded.source_updated_at,
         source_event_at = excluded.source_event_at, source_message_id = excluded.source_message_id,
         last_sign_in_at = excluded.last_sign_in_at, updated_at = excluded.updated_at
       WHERE (excluded.source_updated_at, excluded.source_event_at, excluded.source_message_id)
           > (users.source_updated_at, users.source_event_at, users.source_message_id)`,
    )
    .bind(
      newId,
      profile.subject.id,
      profile.email,
      profile.isEmailVerified ? 1 : 0,
      profile.tier,
      profile.role,
      profile.displayName,
      profile.firstName,
      profile.lastName,
      profile.imageUrl,
      profile.isBanned ? 1 : 0,
      profile.sourceUpdatedAtMs,
      profile.sourceEventAtMs,
      profile.sourceMessageId,
      profile.lastSignInAt,
      now.toISOString(),
    );
}
