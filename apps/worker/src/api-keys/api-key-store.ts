import type { User } from '../users/user.ts';
import type { KeyDraft, StoredKey } from './stored-key.ts';

/** A key and whom it belongs to. */
export interface OwnedKey {
  readonly key: StoredKey;
  readonly owner: User;
}

/** What became of a key that was to be made. */
export type KeyCreation =
  | { readonly kind: 'created'; readonly key: StoredKey }
  | { readonly kind: 'limit-reached' }
  /** The owner was deleted or banned meanwhile. */
  | { readonly kind: 'owner-gone' };

/** What became of a key that was to be replaced. */
export type KeyReplacement =
  | {
      readonly kind: 'rotated';
      readonly key: StoredKey;
      /** When the one before is over. */
      readonly oldExpiresAt: string;
    }
  | { readonly kind: 'limit-reached' }
  | { readonly kind: 'not-found' };

/**
 * Where keys are kept. A key is looked for by its id and its owner together: one that is somebody else's is not found.
 * Every method rejects where the keys cannot be reached.
 */
export interface ApiKeyStore {
  /** The key with this hash, also where it is over, and its owner: one look. */
  findByHash(hash: string): Promise<OwnedKey | undefined>;
  /** All that are not revoked, newest first. */
  list(userId: string): Promise<readonly StoredKey[]>;
  /** Keeps a key, unless its owner has `activeMax` already; exact, however many are made at once. */
  create(userId: string, draft: KeyDraft, activeMax: number, now: Date): Promise<KeyCreation>;
  /** The key under its new name. */
  rename(userId: string, id: string, name: string): Promise<StoredKey | undefined>;
  /** Whether there is such a key; it is revoked then, from the first time on. */
  revoke(userId: string, id: string, now: Date): Promise<boolean>;
  /**
   * Keeps a key with the name, the scopes and the lifetime of another one, which is over at `overlapEnd` at the latest:
   * both or neither. Where the other one goes on working, it counts towards `activeMax`.
   */
  rotate(
    userId: string,
    id: string,
    draft: Pick<KeyDraft, 'id' | 'prefix' | 'hash'>,
    overlapEnd: Date,
    activeMax: number,
    now: Date,
  ): Promise<KeyReplacement>;
  /** Notes that a key was used, unless that was noted after `notedBefore`. */
  noteUse(id: string, now: Date, notedBefore: Date): Promise<void>;
}
