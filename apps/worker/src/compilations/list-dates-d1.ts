import type { ListDateStore } from './list-dates.ts';

/** Rows kept. Anybody can make rows by compiling, so older ones go: losing one only makes a list's date younger. */
const rowsMax = 100_000;

const select = 'SELECT last_modified FROM compiled_lists WHERE digest = ?1';
const insert =
  'INSERT INTO compiled_lists (digest, last_modified) VALUES (?1, ?2) ON CONFLICT (digest) DO NOTHING';
const prune = 'DELETE FROM compiled_lists WHERE id <= (SELECT MAX(id) FROM compiled_lists) - ?1';

/** The dates of lists in D1, table `compiled_lists`. */
export function createListDateStoreD1(database: D1Database): ListDateStore {
  return {
    async remember(digest, candidate) {
      const known = await database.prepare(select).bind(digest).first<string>('last_modified');
      if (known !== null) return known;
      // Another isolate may have inserted meanwhile: what stands there afterwards counts.
      const [, , after] = await database.batch<{ last_modified: string }>([
        database.prepare(insert).bind(digest, candidate),
        database.prepare(prune).bind(rowsMax),
        database.prepare(select).bind(digest),
      ]);
      return after?.results[0]?.last_modified ?? candidate;
    },
  };
}
