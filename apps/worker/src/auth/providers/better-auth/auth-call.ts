import type { WaitUntil } from '../../../lib/wait-until.ts';

/** What comes with a request to the library. */
export interface AuthCall {
  readonly requestId: string;
  /** Keeps going what nobody waits for, such as sending an e-mail: how long that takes tells nothing. */
  readonly waitUntil: WaitUntil;
}

/** What became of it. */
export type AuthAnswer =
  | { readonly kind: 'answered'; readonly response: Response }
  /** The database has failed on the way; whatever was answered then means nothing. */
  | { readonly kind: 'database-failed' }
  /** Something of the library's own broke. */
  | { readonly kind: 'broken'; readonly error: unknown };
