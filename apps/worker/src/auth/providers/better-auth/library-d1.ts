import { AsyncLocalStorage } from 'node:async_hooks';
import { passkey } from '@better-auth/passkey';
import type { BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import { hashPassword } from 'better-auth/crypto';
import { getAdapter } from 'better-auth/db/adapter';
import { betterAuth } from 'better-auth/minimal';
import { bearer, twoFactor } from 'better-auth/plugins';
import type { SendEmail } from '../../../email/send-email.ts';
import type { AuthAnswer, AuthCall } from './auth-call.ts';
import { authLimits } from './auth-limits.ts';
import { createBcryptDigestsD1 } from './bcrypt-digests-d1.ts';
import type { BetterAuthSettings } from './better-auth-settings.ts';
import { libraryTables, passkeyTables, twoFactorTables } from './library-tables.ts';
import { readOwnProfileFault } from './own-profile.ts';
import { restrictToOwnRows } from './own-rows-adapter.ts';
import { createPasswordHashing, type HashingCourse } from './password-hashing.ts';
import { chooseCookieStyle } from './session-cookie.ts';

export interface LibraryParts {
  readonly settings: BetterAuthSettings;
  readonly database: D1Database;
  /** Origins besides our own whose pages may sign people in. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Undefined where no e-mail can be sent. */
  readonly sendEmail: SendEmail | undefined;
  /** Removes somebody with all that is theirs; false where nobody would be left to administer. */
  readonly removeUser: (userId: string, now: Date) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
}

/** The library with our settings, for one origin. */
export interface Library {
  handle(request: Request, call: AuthCall): Promise<AuthAnswer>;
  /** The addresses that it answers, and with which methods. */
  listEndpoints(): readonly { readonly path: string; readonly methods: readonly string[] }[];
}

interface Course {
  readonly call: AuthCall;
  readonly hashing: HashingCourse;
  hasDatabaseFailed: boolean;
  error: unknown;
}

const signInPath = '/api/auth/sign-in/email';

/**
 * Sets the library up. It is the one file that imports it, and is itself imported only when somebody first asks for an address
 * below `/api/auth/`: whoever does not use Better Auth does not pay for it.
 */
export async function createLibrary(origin: string, parts: LibraryParts): Promise<Library> {
  const courses = new AsyncLocalStorage<Course>();
  const options = createOptions(origin, parts, courses);
  const adapter = await getAdapter({ ...options, database: parts.database });
  const ownRows = restrictToOwnRows(adapter, (error) => {
    const course = courses.getStore();
    // That an address is taken is no failure, and the library says what has to be said.
    if (course !== undefined && !isConstraint(error)) course.hasDatabaseFailed = true;
  });
  const auth = betterAuth({ ...options, database: () => ownRows });
  // What is not settled when it is handed on might never be: a request may end before the one that waits for it.
  await auth.$context;
  const digests = createBcryptDigestsD1(parts.database, parts.now);
  const rehash = async (digest: string, password: string): Promise<void> => {
    // Where it fails, the next sign-in does it.
    await digests.replace(digest, await hashPassword(password)).catch(() => {});
  };

  async function describeHashing(request: Request, { waitUntil }: AuthCall): Promise<HashingCourse> {
    const isSignIn = new URL(request.url).pathname === signInPath;
    return {
      bcryptCostMax: isSignIn ? await digests.findCostMax() : undefined,
      onMatch: (digest, password) => waitUntil(rehash(digest, password)),
    };
  }

  return {
    async handle(request, call) {
      let hashing: HashingCourse;
      try {
        hashing = await describeHashing(request, call);
      } catch {
        return { kind: 'database-failed' };
      }
      const course: Course = { call, hashing, hasDatabaseFailed: false, error: undefined };
      try {
        const response = await courses.run(course, () => auth.handler(request));
        if (course.hasDatabaseFailed) return { kind: 'database-failed' };
        if (response.status >= 500) return { kind: 'broken', error: course.error };
        return { kind: 'answered', response };
      } catch (error) {
        return course.hasDatabaseFailed ? { kind: 'database-failed' } : { kind: 'broken', error };
      }
    },
    listEndpoints: () =>
      Object.values(auth.api).flatMap((endpoint) => {
        const path: unknown = Reflect.get(endpoint, 'path');
        const method: unknown = Reflect.get(Object(Reflect.get(endpoint, 'options')), 'method');
        if (typeof path !== 'string') return [];
        return [{ path, methods: Array.isArray(method) ? method.map(String) : [String(method)] }];
      }),
  };
}

function isConstraint(error: unknown): boolean {
  return error instanceof Error && /\bconstraint\b/i.test(error.message);
}

/** Where no e-mail can be sent, nothing that needs one is offered. */
function createOptions(
  origin: string,
  { settings, allowedOrigins, sendEmail, removeUser, now, newId }: LibraryParts,
  courses: AsyncLocalStorage<Course>,
) {
  const { prefix, isSecure } = chooseCookieStyle(origin);
  const isVerificationRequired = sendEmail !== undefined && settings.isVerificationRequired === true;
  return {
    appName: 'bloqr',
    baseURL: origin,
    basePath: '/api/auth',
    secret: settings.secret,
    ...(settings.secrets !== undefined && { secrets: [...settings.secrets] }),
    trustedOrigins: [...allowedOrigins],
    user: {
      ...libraryTables.user,
      changeEmail: { enabled: sendEmail !== undefined },
      deleteUser: {
        enabled: true,
        beforeDelete: async ({ id }) => {
          if (await removeUser(id, new Date(now()))) return;
          throw new APIError('CONFLICT', {
            code: 'LAST_ADMIN',
            message: 'There would be no administrator left.',
          });
        },
      },
    },
    session: {
      ...libraryTables.session,
      expiresIn: authLimits.sessionSeconds,
      updateAge: authLimits.sessionUpdateSeconds,
      freshAge: authLimits.freshSeconds,
      // A session that was ended would live on in it.
      cookieCache: { enabled: false },
    },
    account: {
      ...libraryTables.account,
      encryptOAuthTokens: true,
      // Whoever has an account here adds one elsewhere while they are signed in, and not by its address.
      accountLinking: { enabled: true, disableImplicitLinking: true },
    },
    verification: libraryTables.verification,
    emailAndPassword: {
      enabled: true,
      password: createPasswordHashing(() => courses.getStore()?.hashing),
      minPasswordLength: authLimits.passwordLengthMin,
      maxPasswordLength: authLimits.passwordLengthMax,
      requireEmailVerification: isVerificationRequired,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: authLimits.resetSeconds,
      ...(sendEmail !== undefined && {
        sendResetPassword: async ({ user, url, token }) =>
          sendEmail({
            kind: 'reset-password',
            to: user.email,
            link: hasCallback(url) ? url : `${origin}/reset-password?token=${token}`,
          }),
      }),
    },
    emailVerification: {
      expiresIn: authLimits.verificationSeconds,
      sendOnSignUp: sendEmail !== undefined,
      sendOnSignIn: isVerificationRequired,
      ...(sendEmail !== undefined && {
        sendVerificationEmail: async ({ user, url }) =>
          sendEmail({ kind: 'verify-email', to: user.email, link: url }),
      }),
    },
    socialProviders: settings.social,
    plugins: [
      // The token alone, as the database has it, is not enough.
      bearer({ requireSignature: true }),
      twoFactor({ schema: twoFactorTables, issuer: 'bloqr' }),
      passkey({ schema: passkeyTables, rpName: 'bloqr', rpID: new URL(origin).hostname, origin }),
    ],
    databaseHooks: {
      user: {
        create: { before: async (user) => refuseProfile(user) },
        update: { before: async (user) => refuseProfile(user) },
      },
    },
    advanced: {
      cookiePrefix: prefix,
      // It would put `__Secure-` in front.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      // The library leaves both checks out in tests unless it is told otherwise.
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: ['cf-connecting-ip'] },
      database: { generateId: () => newId() },
      backgroundTasks: { handler: (work: Promise<unknown>) => courses.getStore()?.call.waitUntil(work) },
    },
    // Ours counts, before the library is asked.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its texts have addresses in them.
    logger: { disabled: true },
    onAPIError: {
      onError: (error: unknown) => {
        const course = courses.getStore();
        if (course !== undefined) course.error = error;
      },
    },
  } satisfies BetterAuthOptions;
}

function hasCallback(url: string): boolean {
  return (new URL(url).searchParams.get('callbackURL') ?? '') !== '';
}

async function refuseProfile(fields: Readonly<Record<string, unknown>>): Promise<void> {
  const fault = readOwnProfileFault(fields);
  if (fault !== undefined) throw new APIError('BAD_REQUEST', { code: 'INVALID_PROFILE', message: fault });
}
