import { env } from 'cloudflare:workers';
import {
  authFlowTestSuite,
  caseInsensitiveTestSuite,
  joinsTestSuite,
  normalTestSuite,
  numberIdTestSuite,
  testAdapter,
  transactionsTestSuite,
  uuidTestSuite,
} from '@better-auth/test-utils/adapter';
import type { BetterAuthOptions, DBAdapter } from 'better-auth';
import { getAdapter } from 'better-auth/db/adapter';
import { getMigrations } from 'better-auth/db/migration';
import { libraryTables } from '../../src/auth/providers/better-auth/library-tables.ts';
import { restrictToOwnRows } from '../../src/auth/providers/better-auth/own-rows-adapter.ts';

/** What decides whether a row is one of those that the library may see; the suite knows nothing of it, and compares whole rows. */
const { betterAuth, banned } = libraryTables.user.additionalFields;

/** Takes away every table, those that refer to others first. */
async function dropTables(): Promise<void> {
  const { results } = await env.DB.prepare(
    `SELECT type, name FROM sqlite_master WHERE type IN ('table', 'trigger')
     AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\'
     ORDER BY type DESC, rowid DESC`,
  ).all<{ type: string; name: string }>();
  await env.DB.batch([
    env.DB.prepare('PRAGMA defer_foreign_keys = ON'),
    ...results.map(({ type, name }) => env.DB.prepare(`DROP ${type} "${name}"`)),
  ]);
}

/** The adapter as the Worker has it: the library's own for D1, restricted to own rows. */
async function createAdapter(options: BetterAuthOptions): Promise<() => DBAdapter> {
  const adapter = restrictToOwnRows(await getAdapter({ ...options, database: env.DB }), () => {});
  const outside: DBAdapter = {
    ...adapter,
    create: async <T extends Record<string, unknown>, R = T>(call: Parameters<DBAdapter['create']>[0]) =>
      takeOff(await adapter.create<T, R>(call as never)),
    findOne: async <T>(call: Parameters<DBAdapter['findOne']>[0]) => takeOff(await adapter.findOne<T>(call)),
    findMany: async <T>(call: Parameters<DBAdapter['findMany']>[0]) =>
      (await adapter.findMany<T>(call)).map(takeOff),
    update: async <T>(call: Parameters<DBAdapter['update']>[0]) => takeOff(await adapter.update<T>(call)),
    consumeOne: async <T>(call: Parameters<DBAdapter['consumeOne']>[0]) =>
      takeOff(await adapter.consumeOne<T>(call)),
    incrementOne: async <T>(call: Parameters<DBAdapter['incrementOne']>[0]) =>
      takeOff(await adapter.incrementOne<T>(call)),
  };
  return () => outside;
}

/** A row without our two columns, and so the rows that are joined with it. */
function takeOff<Row>(row: Row): Row {
  if (typeof row !== 'object' || row === null || row instanceof Date) return row;
  if (Array.isArray(row)) return row.map(takeOff) as Row;
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name !== 'betterAuth' && name !== 'banned')
      .map(([name, value]) => [name, takeOff(value)]),
  ) as Row;
}

const { execute } = await testAdapter({
  adapter: createAdapter,
  runMigrations: async (options) => {
    await dropTables();
    const { runMigrations } = await getMigrations({ ...options, database: env.DB });
    await runMigrations();
  },
  overrideBetterAuthOptions: (options) => ({
    ...options,
    user: { additionalFields: { betterAuth, banned } },
  }),
  tests: [
    normalTestSuite(),
    authFlowTestSuite(),
    caseInsensitiveTestSuite(),
    joinsTestSuite(),
    transactionsTestSuite(),
    numberIdTestSuite(),
    uuidTestSuite(),
  ],
});
execute();
