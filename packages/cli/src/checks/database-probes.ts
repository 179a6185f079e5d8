import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readMember } from '../clerk/read-answer.ts';
import { idle, judge, type Probe, unknown } from './check.ts';
import { createClerkApi, noSecretKey } from './clerk-api.ts';
import { isClerkUsed } from './clerk-key-probes.ts';
import { queryDatabase, type Row } from './database.ts';
import type { Setup } from './setup.ts';

export const migrationsFolder = 'apps/worker/migrations';

export const databaseProbes = {
  'migrations-applied': async (setup) => {
    const folder = join(setup.root, migrationsFolder);
    const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.sql')) : [];
    if (files.length === 0) return unknown(`there is nothing in ${migrationsFolder}`);
    const applied = await queryDatabase(setup, 'SELECT name FROM d1_migrations').catch((error: unknown) => {
      if (error instanceof Error && /no such table/.test(error.message)) return [];
      throw error;
    });
    const names = new Set(applied.map(({ name }) => name));
    const missing = files.filter((name) => !names.has(name)).toSorted();
    // Of a database of ours the first ones are there, and perhaps some of a newer version.
    if (names.size > 0 && missing.length === files.length)
      return judge([`The database has other migrations (${[...names].join(', ')}) and none of ours.`]);
    if (setup.isBeforeMigrations && missing.length > 0)
      return unknown(`${missing.length} of ${files.length} are pending, and applied next`);
    const where = setup.isDeployed ? '' : ' in the local database';
    return judge(
      missing.map((name) => `${name} is not applied${where}.`),
      `${files.length} of ${files.length}`,
    );
  },
  'administrator-exists': async (setup) => {
    const [row] = await queryUsers(setup);
    if (row === undefined) return idle;
    const { users, admins } = row;
    if (users === 0)
      return { kind: 'confirm', request: 'There are no users yet: make the first one an administrator.' };
    return judge(Number(admins) > 0 ? [] : ['Nobody who is not banned has the tier admin.'], `${admins}`);
  },
  'accounts-in-line': async (setup) => {
    if (!(await isClerkUsed(setup))) return idle;
    const api = createClerkApi(setup);
    if (api === undefined) return unknown(noSecretKey);
    const atClerk = Number(readMember(await api.read('/users/count'), 'total_count'));
    const [row] = await queryUsers(setup);
    if (row === undefined) return idle;
    const { clerkUsers } = row;
    return judge(
      atClerk === clerkUsers ? [] : [`Clerk has ${atClerk} users, the database ${clerkUsers} of Clerk’s.`],
      `${atClerk}`,
    );
  },
} satisfies Record<string, Probe<Setup>>;

/** Two checks want the same counts, and asking takes wrangler seconds. */
const counted = new WeakMap<Setup, Promise<readonly Row[]>>();
function queryUsers(setup: Setup): Promise<readonly Row[]> {
  const rows = counted.get(setup) ?? countUsers(setup);
  counted.set(setup, rows);
  return rows;
}

/** Nothing where the table is not there: migrations-applied says so. */
async function countUsers(setup: Setup): Promise<readonly Row[]> {
  const counts = [
    'count(*) AS users',
    "count(CASE WHEN tier = 'admin' AND banned = 0 THEN 1 END) AS admins",
    'count(clerk_user_id) AS clerkUsers',
  ];
  try {
    return await queryDatabase(setup, `SELECT ${counts.join(', ')} FROM users`);
  } catch (error) {
    if (error instanceof Error && /no such table/.test(error.message)) return [];
    throw error;
  }
}
