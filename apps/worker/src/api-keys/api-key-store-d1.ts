import { type Scope, scopes } from '@bloqr/contract';
import { readUserRow, type UserRow } from '../users/user-row-d1.ts';
import type { ApiKeyStore, KeyReplacement } from './api-key-store.ts';
import type { StoredKey } from './stored-key.ts';

/** Keys of one person that are over and still remembered; older ones go as others come. */
const endedMax = 25;

interface KeyRow {
  readonly key_id: string;
  readonly key_name: string;
  readonly key_prefix: string;
  readonly key_scopes: string;
  readonly key_expires_at: string | null;
  readonly key_revoked_at: string | null;
  readonly key_last_used_at: string | null;
  readonly key_created_at: string;
}

const columns = ['id', 'name', 'prefix', 'scopes', 'expires_at', 'revoked_at', 'last_used_at', 'created_at']
  .map((column) => `api_keys.${column} AS key_${column}`)
  .join(', ');

/** Keys of the owner ?1 that are not over at ?2. */
const active = 'user_id = ?1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)';

const selectByHash = `SELECT ${columns}, users.* FROM api_keys JOIN users ON users.id = api_keys.user_id WHERE hash = ?1`;
const selectAll = `SELECT ${columns} FROM api_keys WHERE user_id = ?1 AND revoked_at IS NULL ORDER BY created_at DESC, rowid DESC`;
const selectOne = `SELECT ${columns} FROM api_keys WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL`;

// Counting and inserting are one statement, and D1 runs one after the other: no two can both be the 25th.
const insert = `INSERT INTO api_keys (user_id, created_at, id, name, prefix, hash, scopes, lifetime_days, expires_at)
  SELECT id, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 FROM users
  WHERE id = ?1 AND banned = 0 AND (SELECT COUNT(*) FROM api_keys WHERE ${active}) < ?10
  RETURNING ${columns}`;
const selectOwner = 'SELECT 1 FROM users WHERE id = ?1 AND banned = 0';
const prune = `DELETE FROM api_keys WHERE id IN (
  SELECT id FROM api_keys WHERE user_id = ?1 AND (revoked_at IS NOT NULL OR expires_at <= ?2)
  ORDER BY COALESCE(revoked_at, expires_at) DESC LIMIT -1 OFFSET ?3)`;

const rename = `UPDATE api_keys SET name = ?3 WHERE user_id = ?1 AND id = ?2 AND revoked_at IS NULL RETURNING ${columns}`;
const revoke =
  'UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ?3) WHERE user_id = ?1 AND id = ?2 RETURNING id';

// ?4 is the end of the overlap: where that is later than now, the old key is one of those that are counted.
const insertReplacement = `INSERT INTO api_keys (user_id, created_at, id, name, prefix, hash, scopes, lifetime_days, expires_at)
  SELECT user_id, ?2, ?5, name, ?6, ?7, scopes, lifetime_days, strftime('%Y-%m-%dT%H:%M:%fZ', ?2, '+' || lifetime_days || ' days')
  FROM api_keys WHERE user_id = ?1 AND id = ?3 AND revoked_at IS NULL
  AND (SELECT COUNT(*) FROM api_keys WHERE ${active} AND (id <> ?3 OR ?4 > ?2)) < ?8
  RETURNING ${columns}`;
const endReplaced = `UPDATE api_keys SET expires_at = MIN(COALESCE(expires_at, ?3), ?3)
  WHERE user_id = ?1 AND id = ?2 AND EXISTS (SELECT 1 FROM api_keys WHERE id = ?4)
  RETURNING ${columns}`;

const noteUse =
  'UPDATE api_keys SET last_used_at = ?2 WHERE id = ?1 AND (last_used_at IS NULL OR last_used_at <= ?3)';

/**
 * Keys in D1, table `api_keys`. Dates are compared as text: all have the form of `Date.prototype.toISOString`, in which
 * the order of the letters is that of the moments.
 */
export function createApiKeyStoreD1(database: D1Database): ApiKeyStore {
  const bind = (sql: string, ...values: (string | number | null)[]) => database.prepare(sql).bind(...values);

  return {
    async findByHash(hash) {
      const row = await bind(selectByHash, hash).first<KeyRow & UserRow>();
      return row === null ? undefined : { key: toKey(row), owner: readUserRow(row) };
    },

    async list(userId) {
      const { results } = await bind(selectAll, userId).all<KeyRow>();
      return results.map(toKey);
    },

    async create(userId, { id, name, prefix, hash, scopes: wanted, lifetimeDays }, activeMax, now) {
      const at = now.toISOString();
      const expiresAt = lifetimeDays === null ? null : addDays(now, lifetimeDays).toISOString();
      const [inserted, owner] = await database.batch<KeyRow>([
        bind(
          insert,
          userId,
          at,
          id,
          name,
          prefix,
          hash,
          wanted.join(' '),
          lifetimeDays,
          expiresAt,
          activeMax,
        ),
        bind(selectOwner, userId),
        bind(prune, userId, at, endedMax),
      ]);
      const row = inserted?.results[0];
      if (row !== undefined) return { kind: 'created', key: toKey(row) };
      return { kind: owner?.results.length === 0 ? 'owner-gone' : 'limit-reached' };
    },

    async rename(userId, id, name) {
      const row = await bind(rename, userId, id, name).first<KeyRow>();
      return row === null ? undefined : toKey(row);
    },

    async revoke(userId, id, now) {
      return (await bind(revoke, userId, id, now.toISOString()).first()) !== null;
    },

    async rotate(userId, id, draft, overlapEnd, activeMax, now): Promise<KeyReplacement> {
      const [at, end] = [now.toISOString(), overlapEnd.toISOString()];
      const [inserted, ended, old] = await database.batch<KeyRow>([
        bind(insertReplacement, userId, at, id, end, draft.id, draft.prefix, draft.hash, activeMax),
        bind(endReplaced, userId, id, end, draft.id),
        bind(selectOne, userId, id),
        bind(prune, userId, at, endedMax),
      ]);
      const row = inserted?.results[0];
      const oldExpiresAt = ended?.results[0]?.key_expires_at;
      if (row !== undefined && typeof oldExpiresAt === 'string') {
        return { kind: 'rotated', key: toKey(row), oldExpiresAt };
      }
      return { kind: old?.results.length === 0 ? 'not-found' : 'limit-reached' };
    },

    async noteUse(id, now, notedBefore) {
      await bind(noteUse, id, now.toISOString(), notedBefore.toISOString()).run();
    },
  };
}

function toKey(row: KeyRow): StoredKey {
  return {
    id: row.key_id,
    name: row.key_name,
    prefix: row.key_prefix,
    scopes: parseScopes(row.key_scopes),
    expiresAt: row.key_expires_at,
    revokedAt: row.key_revoked_at,
    lastUsedAt: row.key_last_used_at,
    createdAt: row.key_created_at,
  };
}

/** A scope that is not known here, because another version of the code wrote it, is left out. */
function parseScopes(text: string): readonly Scope[] {
  const words = text.split(' ');
  return scopes.filter((scope) => words.includes(scope));
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000);
}
