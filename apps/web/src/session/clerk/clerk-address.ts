import type { SignInWays } from '../sign-in-ways.ts';
import { readFrontendHost } from './frontend-host.ts';

/** How a page reaches an instance of Clerk. */
export interface ClerkAddress {
  readonly publishableKey: string;
  /** The Frontend API, without a slash at its end: of another origin, or a path of ours. */
  readonly frontendUrl: string;
  /** Whether that is a proxy, which the library has to be told. */
  readonly isProxy: boolean;
}

/** Undefined where the service does not say enough. */
export function readClerkAddress({
  clerkPublishableKey: publishableKey,
  clerkProxyUrl: proxyUrl,
}: Pick<SignInWays, 'clerkPublishableKey' | 'clerkProxyUrl'>): ClerkAddress | undefined {
  const host = publishableKey === undefined ? undefined : readFrontendHost(publishableKey);
  if (publishableKey === undefined || host === undefined) return undefined;
  return {
    publishableKey,
    frontendUrl: proxyUrl ?? `https://${host}`,
    isProxy: proxyUrl !== undefined,
  };
}

/** Whether accounts of an instance are for trying things out: its key says so. */
export function isTestKey(publishableKey: string | undefined): boolean {
  return publishableKey?.startsWith('pk_test_') === true;
}
