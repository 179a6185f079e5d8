import { fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

export type ProviderName = 'clerk' | 'better-auth';

export type SocialName = 'github' | 'google';

/** How people sign in with an account of this service's own. */
export interface OwnSignIn {
  readonly social: readonly SocialName[];
  /** Whether somebody who forgot the password can get a link. */
  readonly sendsEmail: boolean;
  /** Whether an address has to be confirmed before anybody can sign in with it. */
  readonly requiresVerifiedEmail: boolean;
}

/** The ways to sign in, the first being offered first. */
export interface SignInWays {
  readonly providers: readonly ProviderName[];
  readonly clerkPublishableKey: string | undefined;
  /** Where Clerk is reached in place of the host in the key. */
  readonly clerkProxyUrl: string | undefined;
  readonly own: OwnSignIn;
}

const providerNames: readonly ProviderName[] = ['clerk', 'better-auth'];
const socialNames: readonly SocialName[] = ['github', 'google'];

/** Reads the ways out of the answer of `GET /api/config`. A provider that the page does not know is left out. */
export function readSignInWays(config: unknown): SignInWays {
  const { providers, clerkPublishableKey, clerkProxyUrl, betterAuth } = fieldsOf(fieldsOf(config).auth);
  const own = fieldsOf(betterAuth);
  return {
    providers: listOf(providers).flatMap((name) => providerNames.filter((known) => known === name)),
    clerkPublishableKey: textOf(clerkPublishableKey) || undefined,
    clerkProxyUrl: textOf(clerkProxyUrl) || undefined,
    own: {
      social: listOf(own.social).flatMap((name) => socialNames.filter((known) => known === name)),
      sendsEmail: own.sendsEmail === true,
      requiresVerifiedEmail: own.requiresVerifiedEmail === true,
    },
  };
}
