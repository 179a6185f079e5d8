import type { ProviderName } from './sign-in-ways.ts';

/** @param isFresh whether one that was kept does not do, because it was refused */
export type GetToken = (isFresh?: boolean) => Promise<string | undefined>;

/** What a provider says when it is asked who is signed in. */
export type AdapterState =
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'signed-in'; readonly getToken: GetToken }
  /** It cannot be asked; `reason` is a sentence for people. */
  | { readonly kind: 'failed'; readonly reason: string };

/** A provider as the session sees it. */
export interface SessionAdapter {
  readonly name: ProviderName;
  /** @param config the answer of `GET /api/config` to whoever it is, where that is fresh; without `tier` where it is not theirs */
  readonly check: (config?: unknown) => Promise<AdapterState>;
  /** Ends the session. Rejects, with a sentence, where it goes on. */
  readonly signOut: () => Promise<void>;
}
