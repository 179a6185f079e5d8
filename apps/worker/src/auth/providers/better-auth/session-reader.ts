import type { User } from '../../../users/user.ts';

/** Looks sessions up. Rejects where the database cannot be asked. */
export interface SessionReader {
  /** Whose session it is, banned or not; undefined where there is none, it is over, or they may not sign in here. */
  findUser(sessionId: string, now: Date): Promise<User | undefined>;
}
