import type { Scope } from '@bloqr/contract';

/** What is known of a key. Dates are ISO 8601 text in UTC, with milliseconds. */
export interface StoredKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  /** From this moment on it is refused; null: it does not expire. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
  readonly createdAt: string;
}

/** A key that is to be kept. */
export interface KeyDraft {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly hash: string;
  readonly scopes: readonly Scope[];
  /** Null: for ever. */
  readonly lifetimeDays: number | null;
}
