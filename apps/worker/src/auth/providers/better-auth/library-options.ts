import { passkey } from '@better-auth/passkey';
import type { BetterAuthSettings } from '@bloqr/contract';
import type { BetterAuthOptions } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { bearer, twoFactor } from 'better-auth/plugins';
import type { Email, SendEmail } from '../../../email/send-email.ts';
import { authLimits } from './auth-limits.ts';
import { libraryTables, passkeyTables, twoFactorTables } from './library-tables.ts';
import { readOwnProfileFault } from './own-profile.ts';
import { refuseMadeUpPasskey, tellSessionAlone } from './passkey-hooks.ts';
import type { PasswordHashing } from './password-hashing.ts';
import { refuseSpentCode } from './refuse-spent-code.ts';
import { chooseCookieStyle } from './session-cookie.ts';
import type { SpendCode } from './spent-codes-d1.ts';

export interface LibraryOptionsParts {
  readonly settings: BetterAuthSettings;
  /** Origins besides our own whose pages may sign people in. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Undefined where no e-mail can be sent. */
  readonly sendEmail: SendEmail | undefined;
  /** Removes somebody with all that is theirs; false where nobody would be left to administer. */
  readonly removeUser: (userId: string, now: Date) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Marks a code of somebody’s app as used; false where it was used before, as long as it could be right. */
  readonly spendCode: SpendCode;
}

/**
 * The settings of the library for one origin. Where no e-mail can be sent, nothing that needs one is offered.
 *
 * @param inBackground keeps going what nobody waits for
 * @param password hashes passwords, and compares them
 */
export function createLibraryOptions(
  origin: string,
  { settings, allowedOrigins, sendEmail, removeUser, now, newId, spendCode }: LibraryOptionsParts,
  inBackground: (work: Promise<unknown>) => void,
  password: PasswordHashing,
) {
  const { prefix, isSecure } = chooseCookieStyle(origin);
  // Not all of the library's endpoints go on without waiting for it, and who waits hears that there is such an address.
  const sendLater = sendEmail && (async (email: Email): Promise<void> => inBackground(sendEmail(email)));
  return {
    appName: 'bloqr',
    baseURL: origin,
    basePath: '/api/auth',
    // Beside numbered ones it is what was in use before them.
    secret: settings.plainSecret ?? settings.secret,
    ...(settings.secrets !== undefined && { secrets: [...settings.secrets] }),
    trustedOrigins: [...allowedOrigins],
    user: {
      ...libraryTables.user,
      changeEmail: {
        enabled: sendEmail !== undefined,
        // Who has the old address is asked first, so that a session alone does not take an account away.
        ...(sendLater !== undefined && {
          sendChangeEmailConfirmation: async ({ user, url }) =>
            sendLater({ kind: 'change-email', to: user.email, link: url }),
        }),
      },
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
    // What a link has in it is not what the database has: reading it does not let anybody set a password.
    verification: { ...libraryTables.verification, storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      password,
      minPasswordLength: authLimits.passwordLengthMin,
      maxPasswordLength: authLimits.passwordLengthMax,
      requireEmailVerification: settings.isVerificationRequired,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: authLimits.resetSeconds,
      ...(sendLater !== undefined && {
        // Who signs up learns nothing; who has the address does, and is not left waiting for a link.
        onExistingUserSignUp: async ({ user }) =>
          sendLater({ kind: 'account-exists', to: user.email, link: `${origin}/sign-in` }),
        sendResetPassword: async ({ user, url, token }) =>
          sendLater({
            kind: 'reset-password',
            to: user.email,
            link: hasCallback(url) ? url : `${origin}/reset-password?token=${token}`,
          }),
      }),
    },
    emailVerification: {
      expiresIn: authLimits.verificationSeconds,
      sendOnSignUp: sendEmail !== undefined,
      sendOnSignIn: settings.isVerificationRequired,
      ...(sendLater !== undefined && {
        sendVerificationEmail: async ({ user, url }) =>
          sendLater({ kind: 'verify-email', to: user.email, link: url }),
      }),
    },
    // An account elsewhere may have an address that nobody has confirmed there either.
    socialProviders: Object.fromEntries(
      Object.entries(settings.social).map(([name, client]) => [
        name,
        { ...client, requireEmailVerification: settings.isVerificationRequired },
      ]),
    ),
    plugins: [
      twoFactor({ schema: twoFactorTables, issuer: 'bloqr' }),
      passkey({ schema: passkeyTables, rpName: 'bloqr', rpID: new URL(origin).hostname, origin }),
      // The token alone, as the database has it, is not enough. Last, so that no other takes back what it has told.
      bearer({ requireSignature: true }),
    ],
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const { path, body } = context;
        if (path === '/two-factor/verify-totp') await refuseSpentCode(context, spendCode);
        refuseMadeUpPasskey(context);
        // Whoever changes the password may do so because somebody else has it.
        return path === '/change-password'
          ? { context: { body: { ...body, revokeOtherSessions: true } } }
          : undefined;
      }),
      after: createAuthMiddleware(async (context) => tellSessionAlone(context)),
    },
    databaseHooks: {
      user: {
        create: { before: async (user) => refuseProfile(user) },
        update: { before: async (user) => refuseProfile(user) },
      },
      // It says who somebody is at the other end, is of no use afterwards, and would be kept in clear.
      account: {
        create: { before: async () => ({ data: { idToken: null } }) },
        update: { before: async () => ({ data: { idToken: null } }) },
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
      backgroundTasks: { handler: inBackground },
    },
    // Ours counts, before the library is asked.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its texts have addresses in them.
    logger: { disabled: true },
    // What is no answer of its own is thrown: it would print it. Whoever comes back from elsewhere in vain is told on a page.
    onAPIError: { throw: true, errorURL: `${origin}/sign-in` },
  } satisfies BetterAuthOptions;
}

function hasCallback(url: string): boolean {
  return (new URL(url).searchParams.get('callbackURL') ?? '') !== '';
}

async function refuseProfile(fields: Readonly<Record<string, unknown>>): Promise<void> {
  const fault = readOwnProfileFault(fields);
  if (fault !== undefined) throw new APIError('BAD_REQUEST', { code: 'INVALID_PROFILE', message: fault });
}
