import type { UserProfile } from '../users/user-store.ts';
import type { KnownRow } from './decide-row.ts';

/** The rows of Clerk's users, as a comparison needs them. Everything rejects where the database cannot be asked. */
export interface IdentityRows {
  /** What is kept of these users. */
  find(clerkUserIds: readonly string[]): Promise<ReadonlyMap<string, KnownRow>>;
  /**
   * Writes what Clerk says, each unless its row is newer or the user was deleted.
   *
   * @returns for each whether its row was written
   */
  write(profiles: readonly UserProfile[], now: Date): Promise<readonly boolean[]>;
  /** The ids, in order, behind one, of users whose row was made before a moment. */
  listOlder(after: string, createdBefore: string, limit: number): Promise<readonly string[]>;
  /**
   * The same of those who can sign in nowhere but at Clerk. Only these go because Clerk does not list them: of others it may be
   * Clerk that is given up.
   */
  listRemovable(after: string, createdBefore: string, limit: number): Promise<readonly string[]>;
  countRemovable(createdBefore: string): Promise<number>;
  count(): Promise<number>;
  /**
   * Removes a user who can sign in nowhere but at Clerk and whose row was made before a moment, with their keys, and leaves
   * a tombstone.
   *
   * @returns whether there was such a row
   */
  remove(clerkUserId: string, createdBefore: string, now: Date): Promise<boolean>;
}
