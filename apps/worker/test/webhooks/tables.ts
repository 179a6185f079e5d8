import { env } from 'cloudflare:workers';

const tables = [
  'api_keys',
  'users',
  'deleted_users',
  'webhook_messages',
  'webhook_dead_letters',
  'webhook_bodies',
] as const;

export async function emptyTables(): Promise<void> {
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
}

/** How many rows the tables have. */
export async function countRows(): Promise<Record<(typeof tables)[number], number>> {
  const counts = tables.map(async (table) => [
    table,
    await env.DB.prepare(`SELECT COUNT(*) AS n FROM ${table}`).first('n'),
  ]);
  return Object.fromEntries(await Promise.all(counts));
}

export const noRows = {
  api_keys: 0,
  users: 0,
  deleted_users: 0,
  webhook_messages: 0,
  webhook_dead_letters: 0,
  webhook_bodies: 0,
};

/** The row of a user of Clerk, as the table has it. */
export async function readRow(clerkUserId: string): Promise<Record<string, unknown> | null> {
  return env.DB.prepare('SELECT * FROM users WHERE clerk_user_id = ?1').bind(clerkUserId).first();
}
