import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../better-auth/auth-scene.ts';
import { clerkEvent, clerkUser } from '../webhooks/clerk-events.ts';
import { sign } from '../webhooks/delivery.ts';
import {
  countMigrated,
  createMigrationScene,
  createPerson,
  type MigrationScene,
  migrate,
  password,
  postStep,
  readTables,
} from './migration-scene.ts';

let scene: MigrationScene;

beforeAll(loadLibrary, 60_000);
beforeEach(async () => {
  scene = await createMigrationScene();
});

describe('a migration that is taken back', () => {
  it('leaves the tables as they were, and ends the sessions', async () => {
    const people = [await createPerson(scene), await createPerson(scene)];
    await scene.sweep();
    const before = await readTables();
    for (const { id } of people) await migrate(scene, id);
    const token = await scene.signInAs(people[0]?.email ?? '', password);
    const rows = await scene.take('undo', { dryRun: true });
    expect(rows.map(({ outcome }) => outcome)).toEqual(['undone', 'undone']);
    expect(await countMigrated()).toBe(2);

    expect(await scene.take('undo')).toEqual(rows);
    expect(await readTables()).toEqual(before);
    expect((await scene.ask('/api/account', token)).status).toBe(401);
    expect((await scene.signIn(people[0]?.email ?? '', password)).status).toBe(401);
    expect(await scene.take('undo')).toEqual([]);
  });

  it('has the address as Clerk wrote it again', async () => {
    const email = `Mixed.${crypto.randomUUID()}@Example.org`;
    const { id } = await createPerson(scene);
    scene.say(id, {
      primary_email_address_id: 'idn_1',
      email_addresses: [{ id: 'idn_1', email_address: email, verification: { status: 'verified' } }],
    });
    await scene.sweep();
    const readEmail = () =>
      env.DB.prepare('SELECT email FROM users WHERE clerk_user_id = ?1').bind(id).first<string>('email');
    expect(await readEmail()).toBe(email);
    await scene.take('migrate');
    expect(await readEmail()).toBe(email.toLowerCase());
    // That it differs is no difference.
    await scene.sweep();
    expect((await scene.sweep()).counts).toMatchObject({ updated: 0 });
    await scene.take('undo');
    expect(await readEmail()).toBe(email);
  });

  it.each([
    {
      name: 'changed the password',
      note: 'password-changed',
      act: (token: string) =>
        scene.postAuth(
          '/change-password',
          { currentPassword: password, newPassword: 'battery horse correct' },
          token,
        ),
    },
    {
      name: 'set up a second factor',
      note: 'second-factor-added',
      act: (token: string) => scene.postAuth('/two-factor/enable', { password }, token),
    },
  ] as const)('leaves somebody who has $name since', async ({ note, act }) => {
    const { id, email } = await createPerson(scene);
    await migrate(scene, id);
    const token = await scene.signInAs(email, password);
    expect((await act(token)).status).toBe(200);
    const tables = await readTables();
    expect(await scene.take('undo')).toMatchObject([{ id, outcome: 'left', notes: [note] }]);
    expect(await readTables()).toEqual(tables);
    expect(await countMigrated()).toBe(0);
    // Whoever could sign in before is not migrated, but becomes independent of Clerk with the others.
    expect(await scene.take('migrate')).toMatchObject([{ id, outcome: 'linked' }]);
    expect(await readTables()).toEqual(tables);
  });

  it.each([
    {
      name: 'an account elsewhere',
      note: 'account-added',
      sql: "INSERT INTO auth_accounts (id, user_id, provider_id, account_id, created_at, updated_at) SELECT 'new', id, 'github', '1', '', '' FROM users WHERE clerk_user_id = ?1",
    },
    {
      name: 'a passkey',
      note: 'passkey-added',
      sql: "INSERT INTO auth_passkeys (id, user_id, public_key, credential_id, counter, device_type, backed_up) SELECT 'new', id, 'key', 'credential', 0, 'singleDevice', 0 FROM users WHERE clerk_user_id = ?1",
    },
    {
      name: 'another address',
      note: 'email-changed',
      sql: "UPDATE users SET email = 'other@example.org' WHERE clerk_user_id = ?1",
    },
  ])('leaves somebody who has $name since', async ({ note, sql }) => {
    const { id } = await createPerson(scene);
    await migrate(scene, id);
    await env.DB.prepare(sql).bind(id).run();
    const tables = await readTables();
    expect(await scene.take('undo')).toMatchObject([{ id, outcome: 'left', notes: [note] }]);
    expect(await readTables()).toEqual(tables);
  });

  it('forgets somebody who was deleted meanwhile', async () => {
    const { id } = await createPerson(scene);
    await migrate(scene, id);
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(id).run();
    expect(await countMigrated()).toBe(0);
    expect(await scene.take('undo')).toEqual([]);
  });
});

describe('a migration that is finished', () => {
  it('makes people independent of Clerk: neither events nor sweeps reach them', async () => {
    const { id, email } = await createPerson(scene, { public_metadata: { tier: 'pro' } });
    await migrate(scene, id);
    const [{ account = null } = {}] = await scene.take('finish', { dryRun: true });
    expect(await scene.take('finish')).toEqual([{ id, account, outcome: 'finished', notes: [] }]);
    const after = await readTables();
    expect(after.users).toContainEqual(
      expect.objectContaining({ id: account, clerk_user_id: null, email, tier: 'pro', better_auth: 1 }),
    );

    await scene.webhooks.setFaults({});
    await scene.askClerk('PATCH', `/users/${id}/metadata`, { public_metadata: { tier: 'free' } });
    await scene.askClerk('DELETE', `/users/${id}`);
    const late = clerkEvent('user.updated', clerkUser(id, { updated_at: scene.clock.now() + 1000 }));
    const { headers, body } = sign(late, { timestamp: Math.floor(scene.clock.now() / 1000) });
    await scene.call('/api/webhooks/clerk', { method: 'POST', headers, body });
    await scene.clock.advance(60_000);
    await scene.sweep({ removalsMax: 100 });
    await scene.runScheduled();
    expect(await readTables()).toEqual(after);
    expect(
      await (await scene.ask('/api/account', await scene.signInAs(email, password))).json(),
    ).toMatchObject({ id: account, provider: 'better-auth', tier: 'pro' });
    expect(await scene.take('undo')).toEqual([]);
  });

  it('is reached by the deletion of a user as long as it is not finished', async () => {
    const { id, email } = await createPerson(scene);
    await migrate(scene, id);
    await scene.askClerk('DELETE', `/users/${id}`);
    await scene.clock.advance(60_000);
    expect((await scene.signIn(email, password)).status).toBe(401);
    expect((await readTables()).accounts).toEqual([]);
  });

  it('is not emptied by a sweep before it is finished, whatever Clerk still knows', async () => {
    const people = [await createPerson(scene), await createPerson(scene)];
    for (const { id } of people) await migrate(scene, id);
    scene.webhooks.setFaults({ lossShare: 1 });
    await scene.askClerk('DELETE', `/users/${people[1]?.id}`);
    await scene.clock.advance(60_000);
    expect((await scene.sweep({ removalsMax: 100 })).counts).toMatchObject({ removed: 0, held: 0 });
    await scene.signInAs(people[1]?.email ?? '', password);
  });

  it('says who has no way in', async () => {
    const { id } = await createPerson(scene);
    await scene.take('migrate');
    expect(await scene.readMigrationStatus()).toMatchObject({ migrated: 1, withoutWayIn: 1 });
    expect(await scene.take('finish', { dryRun: true })).toMatchObject([{ id, notes: ['no-way-in'] }]);
  });

  it('lets whoever asks in until the last step', async () => {
    const { id } = await createPerson(scene);
    await migrate(scene, id);
    const adminId = 'user_00administrator00000000000';
    await env.DB.prepare(
      "UPDATE users SET better_auth = 1, email = 'admin@example.org' WHERE clerk_user_id = ?1",
    )
      .bind(adminId)
      .run();
    await env.DB.prepare(
      `INSERT INTO clerk_migrated_users (user_id, clerk_user_id, is_written, email, has_second_factor, batch, migrated_at)
       SELECT id, clerk_user_id, 1, email, 0, 'b', '' FROM users WHERE clerk_user_id = ?1`,
    )
      .bind(adminId)
      .run();
    const rows = await scene.take('finish');
    expect(rows.map((row) => row.id)).toEqual([id, adminId]);
    // The token of Clerk is that of nobody now.
    expect((await postStep(scene.worker, { action: 'finish' })).status).toBe(401);
  });
});

it('each step that changes something has one entry in the audit, with the change', async () => {
  const { id } = await createPerson(scene);
  await scene.take('migrate', { dryRun: true });
  expect(await listAudit()).toEqual([]);
  await migrate(scene, id);
  // Changes nothing.
  await migrate(scene, id);
  await scene.take('undo');
  await scene.take('undo');
  await migrate(scene, id);
  await scene.take('finish');
  const steps = ['migrate', 'take-passwords', 'undo', 'migrate', 'take-passwords', 'finish'];
  const entries = await listAudit();
  expect(entries.map(({ after }) => JSON.parse(after))).toEqual(steps.map((step) => ({ step, people: 1 })));
  for (const { after: _, ...entry } of entries)
    expect(entry).toEqual({
      action: 'migrate-accounts',
      actor_user_id: 'row-admin',
      reason: 'people of Clerk move to Better Auth',
    });
});

async function listAudit() {
  const list = 'SELECT action, actor_user_id, reason, after FROM audit_entries ORDER BY sequence';
  const { results } = await env.DB.prepare(list).all<{
    action: string;
    actor_user_id: string;
    reason: string;
    after: string;
  }>();
  return results;
}
