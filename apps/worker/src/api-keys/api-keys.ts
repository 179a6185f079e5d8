import { apiKeyLimits, type Scope } from '@bloqr/contract';
import { type ApiKey, generateApiKey, type RandomBytes } from './api-key.ts';
import type { ApiKeyStore, KeyCreation, KeyReplacement } from './api-key-store.ts';
import { hashKey } from './hash-key.ts';
import type { StoredKey } from './stored-key.ts';

/** What somebody asks of a key to be made. */
export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: for ever. */
  readonly lifetimeDays: number | null;
}

/** An outcome; where there is a new key, with its text, which is not to be had again. */
type Issued<Outcome> = Outcome extends { readonly key: StoredKey }
  ? Outcome & { readonly text: string }
  : Outcome;

/**
 * What people do with their keys. Each is for the owner's own: a key of somebody else is as if there were none. Everything
 * rejects where the keys cannot be reached.
 */
export interface ApiKeys {
  /** All that are not revoked, newest first. */
  list(userId: string): Promise<readonly StoredKey[]>;
  issue(userId: string, wish: KeyWish): Promise<Issued<KeyCreation>>;
  rename(userId: string, id: string, name: string): Promise<StoredKey | undefined>;
  /** Whether there is such a key, also where it was revoked before. */
  revoke(userId: string, id: string): Promise<boolean>;
  /** Replaces a key, which goes on working for so many seconds at most. */
  rotate(userId: string, id: string, overlapSeconds: number): Promise<Issued<KeyReplacement>>;
}

export interface ApiKeysParts {
  readonly store: ApiKeyStore;
  readonly randomBytes: RandomBytes;
  readonly newId: () => string;
  /** Milliseconds of a clock. */
  readonly now: () => number;
}

export function createApiKeys({ store, randomBytes, newId, now }: ApiKeysParts): ApiKeys {
  const { activeMax } = apiKeyLimits;

  function draw(): { readonly key: ApiKey; readonly draft: { id: string; prefix: string; hash: string } } {
    const key = generateApiKey(randomBytes);
    return { key, draft: { id: newId(), prefix: key.prefix, hash: hashKey(key) } };
  }

  return {
    list: (userId) => store.list(userId),
    rename: (userId, id, name) => store.rename(userId, id, name),
    revoke: (userId, id) => store.revoke(userId, id, new Date(now())),

    async issue(userId, wish) {
      const { key, draft } = draw();
      const outcome = await store.create(userId, { ...draft, ...wish }, activeMax, new Date(now()));
      return outcome.kind === 'created' ? { ...outcome, text: key.text } : outcome;
    },

    async rotate(userId, id, overlapSeconds) {
      const { key, draft } = draw();
      const nowMs = now();
      const overlapEnd = new Date(nowMs + overlapSeconds * 1000);
      const outcome = await store.rotate(userId, id, draft, overlapEnd, activeMax, new Date(nowMs));
      return outcome.kind === 'rotated' ? { ...outcome, text: key.text } : outcome;
    },
  };
}
