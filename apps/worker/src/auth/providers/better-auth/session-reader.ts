import type { User } from '../../../users/user.ts';

/** A session that is not over. */
export interface OpenSession {
  /** Whose it is, banned or not. */
  readonly user: User;
  /** Milliseconds since 1970. */
  readonly signedInAtMs: number;
}

/** Looks sessions up. Rejects where the database cannot be asked. */
export interface SessionReader {
  /** Undefined where there is none, it is over, or its person may not sign in here. */
  find(sessionId: string, now: Date): Promise<OpenSession | undefined>;
}
