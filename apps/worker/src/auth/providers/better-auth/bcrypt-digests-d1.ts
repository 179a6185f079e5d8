import { type BcryptDigests, readBcryptCost } from './password-hashing.ts';

const isBcrypt = "substr(password, 1, 1) = '$'";
const findCostliest = `SELECT password FROM auth_accounts WHERE ${isBcrypt} ORDER BY password DESC LIMIT 1`;
const noteReplacement = `UPDATE clerk_migrated_accounts SET written_at = ?2
  WHERE account_id IN (SELECT id FROM auth_accounts WHERE password = ?1 AND ${isBcrypt})`;
const replace = `UPDATE auth_accounts SET password = ?3, updated_at = ?2 WHERE password = ?1 AND ${isBcrypt}`;

/**
 * The digests in D1, table `auth_accounts`. That one is replaced is none of its person's doing: what can be taken back stays so.
 *
 * @param now milliseconds since 1970
 */
export function createBcryptDigestsD1(database: D1Database, now: () => number): BcryptDigests {
  return {
    async findCostMax() {
      const password = await database.prepare(findCostliest).first<string>('password');
      return password === null ? undefined : readBcryptCost(password);
    },

    async replace(digest, hash) {
      const at = new Date(now()).toISOString();
      await database.batch([
        database.prepare(noteReplacement).bind(digest, at),
        database.prepare(replace).bind(digest, at, hash),
      ]);
    },
  };
}
