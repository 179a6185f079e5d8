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
import { expect, inject, it, type RunnerTestCase, type RunnerTestSuite } from 'vitest';
import { libraryTables } from '../../src/auth/providers/better-auth/library-tables.ts';
import { restrictToOwnRows } from '../../src/auth/providers/better-auth/own-rows-adapter.ts';

const { hasEveryFault } = inject('proofSize');

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
    transactionsTestSuite(),
    // The cases of the first again, with joins in SQL and with other ids, which we do not use; as a proof alone.
    ...(hasEveryFault ? [joinsTestSuite(), numberIdTestSuite(), uuidTestSuite()] : []),
  ],
});
execute();

// The last one, when all others are done.
it('has left out no case but the one of transactions, which D1 does not have', ({ task }) => {
  const cases = listCases(task.file).filter((one) => one !== task);
  const passed = cases.filter(({ result }) => result?.state === 'pass');
  const others = cases.filter((one) => !passed.includes(one)).map(({ name }) => name);
  task.meta.figures = [
    `${cases.length} cases of @better-auth/test-utils: ${passed.length} passed, left out by the suite itself: ${others.length}`,
  ];
  expect(cases.length).toBeGreaterThan(hasEveryFault ? 450 : 100);
  expect(others).toEqual([expect.stringContaining('should rollback failing transaction')]);
});

function listCases(suite: RunnerTestSuite): RunnerTestCase[] {
  return suite.tasks.flatMap((task) => (task.type === 'suite' ? listCases(task) : [task]));
}
