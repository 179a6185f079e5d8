import type { JsonObject } from '../json/json-object.ts';
import type { AttemptVerification, CodeVerification, GoogleVerification } from './attempt-verification.ts';

/** A sign-in under way. It is kept until its session is used for the first time, since a redirect may lie between. */
export interface SignInAttempt {
  readonly id: string;
  readonly status: 'needs_identifier' | 'needs_first_factor' | 'needs_new_password' | 'complete';
  readonly identifier: string | null;
  readonly userId: string | null;
  readonly firstFactor: AttemptVerification | null;
  readonly createdSessionId: string | null;
  /** Milliseconds since 1970. */
  readonly abandonAt: number;
}

/** A sign-up under way; complete once there is a user. */
export interface SignUpAttempt {
  readonly id: string;
  readonly emailAddress: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly locale: string | null;
  readonly passwordDigest: string | null;
  readonly unsafeMetadata: JsonObject;
  readonly emailVerification: CodeVerification | null;
  readonly externalAccount: GoogleVerification | null;
  readonly createdUserId: string | null;
  readonly createdSessionId: string | null;
  /** Milliseconds since 1970. */
  readonly abandonAt: number;
}

/** One browser. Its sessions are those with its id as `client_id`. Times are milliseconds since 1970. */
export interface FrontendClient {
  readonly id: string;
  /** The secret by which the browser is known: `__clerk_db_jwt` of development instances. */
  readonly devBrowserId: string;
  readonly lastActiveSessionId: string | null;
  readonly lastAuthenticationStrategy: string | null;
  readonly signIn: SignInAttempt | null;
  readonly signUp: SignUpAttempt | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
