import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';

const migrations = env.TEST_MIGRATIONS;

async function listTables(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\' ORDER BY name`,
  ).all<{ name: string }>();
  return results.map(({ name }) => name);
}

beforeEach(async () => {
  for (const table of await listTables()) {
    await env.DB.prepare(`DROP TABLE ${table}`).run();
  }
});

const all = [
  'api_keys',
  'audit_entries',
  'auth_accounts',
  'auth_passkeys',
  'auth_sessions',
  'auth_two_factors',
  'auth_verifications',
  'blobs',
  'compiled_lists',
  'd1_migrations',
  'deleted_users',
  'pending_user_changes',
  'users',
  'webhook_bodies',
  'webhook_dead_letters',
  'webhook_messages',
];

describe('the migrations', () => {
  it('make every table from nothing, and change nothing when they run again', async () => {
    expect(await listTables()).toEqual([]);
    await applyD1Migrations(env.DB, migrations);
    expect(await listTables()).toEqual(expect.arrayContaining(all));
    await applyD1Migrations(env.DB, migrations);
    expect(await listTables()).toEqual(expect.arrayContaining(all));
  });

  it.each(migrations.map(({ name }, index) => ({ name, index })))(
    'go on from where $name left off, and lose nothing',
    async ({ index }) => {
      await applyD1Migrations(env.DB, migrations.slice(0, index + 1));
      await env.DB.prepare(`INSERT INTO compiled_lists (digest, last_modified) VALUES ('d', 'then')`).run();
      await applyD1Migrations(env.DB, migrations);
      expect(await env.DB.prepare('SELECT last_modified FROM compiled_lists').first('last_modified')).toBe(
        'then',
      );
      expect(await listTables()).toEqual(expect.arrayContaining(all));
    },
  );

  it('make the query of the set-up guide work as it stands there', async () => {
    await applyD1Migrations(env.DB, migrations);
    const insert = `INSERT INTO users (id, clerk_user_id, email, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)`;
    for (let day = 1; day <= 7; day++) {
      await env.DB.prepare(insert)
        .bind(`id-${day}`, `user_${day}`, 'a@example.org', `2026-01-0${day}T00:00:00.000Z`)
        .run();
    }
    const { results } = await env.DB.prepare(
      'SELECT id, email, tier, clerk_user_id FROM users ORDER BY created_at DESC LIMIT 5;',
    ).all();
    expect(results.map(({ id }) => id)).toEqual(['id-7', 'id-6', 'id-5', 'id-4', 'id-3']);
    expect(results[0]).toEqual({ id: 'id-7', email: 'a@example.org', tier: 'free', clerk_user_id: 'user_7' });
  });

  it.each([
    `INSERT INTO users (id, tier, created_at, updated_at) VALUES ('x', 'anonymous', '', '')`,
    `INSERT INTO users (id, tier, created_at, updated_at) VALUES ('x', 'root', '', '')`,
    `INSERT INTO users (id, banned, created_at, updated_at) VALUES ('x', 2, '', '')`,
    `INSERT INTO users (id, created_at, updated_at) VALUES (NULL, '', '')`,
    `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at) VALUES ('k', 'nobody', '', '', hex(randomblob(32)), '', '')`,
    `INSERT INTO audit_entries (id, at, actor_user_id, actor_subject, action, target_id, before, after, reason, request_id) VALUES ('a', '', '', '', 'ban-user', '', '{', '{}', '', '')`,
    `INSERT INTO webhook_bodies (message_id, body, received_at) VALUES ('m', hex(zeroblob(131073)), '')`,
    `INSERT INTO webhook_messages (id, outcome, body_sha256, received_at) VALUES ('m', 'lost', '', '')`,
  ])('leave no room for %s', async (statement) => {
    await applyD1Migrations(env.DB, migrations);
    await expect(env.DB.prepare(statement).run()).rejects.toThrow(/constraint/i);
  });

  it('let one address have one row that may sign in here, and any number of Clerk’s', async () => {
    await applyD1Migrations(env.DB, migrations);
    const insert = (id: string, clerkId: string | null, isOwn: 0 | 1) =>
      env.DB.prepare(
        `INSERT INTO users (id, clerk_user_id, email, better_auth, created_at, updated_at) VALUES (?1, ?2, 'a@example.org', ?3, '', '')`,
      )
        .bind(id, clerkId, isOwn)
        .run();
    await insert('1', 'user_1', 0);
    await insert('2', 'user_2', 0);
    await insert('3', null, 1);
    await expect(insert('4', null, 1)).rejects.toThrow(/constraint/i);
    await expect(insert('5', 'user_5', 1)).rejects.toThrow(/constraint/i);
  });

  it('keep the entries of the audit, their places and that they do not change', async () => {
    const upTo = migrations.findIndex(({ name }) => name.startsWith('0010'));
    await applyD1Migrations(env.DB, migrations.slice(0, upTo));
    const enter = (id: string, action: string) =>
      env.DB.prepare(
        `INSERT INTO audit_entries (id, at, actor_user_id, actor_subject, action, target_id, before, after, reason, request_id)
          VALUES (?1, 'then', 'a', 'a', ?2, 't', '{}', '{}', 'r', 'q')`,
      )
        .bind(id, action)
        .run();
    for (const id of ['gone', 'first', 'second']) await enter(id, 'ban-user');
    await env.DB.prepare(`DELETE FROM audit_entries WHERE id = 'gone'`).run();
    await applyD1Migrations(env.DB, migrations);
    await enter('third', 'reconcile');
    const { results } = await env.DB.prepare(
      'SELECT sequence, id, action FROM audit_entries ORDER BY sequence',
    ).all();
    expect(results).toEqual([
      { sequence: 2, id: 'first', action: 'ban-user' },
      { sequence: 3, id: 'second', action: 'ban-user' },
      { sequence: 4, id: 'third', action: 'reconcile' },
    ]);
    const change = env.DB.prepare(`UPDATE audit_entries SET reason = 'another'`).run();
    await expect(change).rejects.toThrow('an audit entry does not change');
  });
});
