import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AskDatabase } from '../src/admin/ask-wrangler.ts';
import { changeAdmins, readAdmins } from '../src/admin/change-admins.ts';

const migrations = join(import.meta.dirname, '../../../apps/worker/migrations');
let database: DatabaseSync;
let ids: number;

beforeEach(() => {
  ids = 0;
  database = new DatabaseSync(':memory:');
  for (const file of readdirSync(migrations).sort())
    database.exec(readFileSync(join(migrations, file), 'utf8'));
});

/** Stands for wrangler: the statements one after the other. Here none has a semicolon within. */
const ask: AskDatabase = async (sql) =>
  sql
    .split(/;\s*(?:\n|$)/)
    .filter((statement) => statement.trim() !== '')
    .map((statement) => database.prepare(statement).all());

function insert(id: string, email: string, fields: Record<string, string | number> = {}): void {
  const row = {
    id,
    email,
    email_verified: 1,
    better_auth: 1,
    created_at: '2026',
    updated_at: '2026',
    ...fields,
  };
  const names = Object.keys(row);
  database
    .prepare(`INSERT INTO users (${names.join()}) VALUES (${names.map(() => '?').join()})`)
    .run(...Object.values(row));
}

const change = (action: 'grant' | 'revoke', who: string, isUnverifiedTaken = false) =>
  changeAdmins(ask, { action, who, reason: "it's fine", isUnverifiedTaken, newId: () => `entry-${++ids}` });
const tierOf = (id: string) => database.prepare('SELECT tier FROM users WHERE id = ?').get(id)?.tier;
const listEntries = () => database.prepare('SELECT * FROM audit_entries').all();

describe('bloqr admin', () => {
  it('makes somebody an administrator, and says so in the audit', async () => {
    insert('ada', 'ada@example.org');
    expect(await change('grant', 'Ada@Example.org')).toMatchObject({ id: 'ada', tier: 'admin' });
    expect(tierOf('ada')).toBe('admin');
    expect(listEntries()).toEqual([
      expect.objectContaining({
        id: 'entry-1',
        actor_subject: 'bloqr admin',
        action: 'change-user',
        user_id: 'ada',
        before: '{"tier":"free","role":"user"}',
        after: '{"tier":"admin","role":"user"}',
        reason: "it's fine",
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      }),
    ]);
    expect(await readAdmins(ask)).toMatchObject([{ id: 'ada', email: 'ada@example.org' }]);
  });

  it('does nothing twice', async () => {
    insert('ada', 'ada@example.org');
    await change('grant', 'ada');
    await change('grant', 'ada');
    expect(listEntries()).toHaveLength(1);
  });

  it.each(["o'brien@example.org", "x'); DROP TABLE users; --@example.org", "''", '\\', '"'])(
    'takes any text for what it is: %s',
    async (email) => {
      insert('other', 'other@example.org');
      insert('one', email);
      await change('grant', email);
      expect(tierOf('one')).toBe('admin');
      expect(tierOf('other')).toBe('free');
    },
  );

  it('leaves an administrator', async () => {
    insert('ada', 'ada@example.org', { tier: 'admin' });
    insert('banned', 'banned@example.org', { tier: 'admin', banned: 1 });
    await expect(change('revoke', 'ada')).rejects.toMatchObject({ code: 'last-admin' });
    expect(tierOf('ada')).toBe('admin');
    insert('bob', 'bob@example.org', { tier: 'admin' });
    expect(await change('revoke', 'ada')).toMatchObject({ tier: 'free' });
    await expect(change('revoke', 'bob')).rejects.toMatchObject({ code: 'last-admin' });
    expect(listEntries()).toHaveLength(1);
  });

  it.each([
    { name: 'nobody', who: 'nobody@example.org', fields: {}, code: 'account-unknown' },
    { name: 'one of Clerk’s', who: 'ada', fields: { clerk_user_id: 'user_1' }, code: 'clerk-keeps-it' },
    { name: 'somebody who is banned', who: 'ada', fields: { banned: 1 }, code: 'banned' },
    {
      name: 'an address that nobody has confirmed',
      who: 'ada',
      fields: { email_verified: 0 },
      code: 'not-verified',
    },
  ])('makes none of $name', async ({ who, fields, code }) => {
    insert('ada', 'ada@example.org', fields);
    await expect(change('grant', who)).rejects.toMatchObject({ code });
    expect(tierOf('ada')).toBe('free');
    expect(listEntries()).toEqual([]);
  });

  it('takes an address that nobody has confirmed where that is said', async () => {
    insert('ada', 'ada@example.org', { email_verified: 0 });
    expect(await change('grant', 'ada', true)).toMatchObject({ tier: 'admin' });
  });

  it('wants an id where an address is several people’s', async () => {
    insert('ada', 'ada@example.org');
    insert('other', 'ada@example.org', { better_auth: 0, clerk_user_id: 'user_1' });
    await expect(change('grant', 'ada@example.org')).rejects.toMatchObject({
      code: 'account-unclear',
      lines: [expect.stringContaining('ada'), expect.stringContaining('other')],
    });
  });
});
