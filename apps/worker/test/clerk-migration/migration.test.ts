import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../better-auth/auth-scene.ts';
import { expectProblem } from '../harness.ts';
import {
  countMigrated,
  createMigrationScene,
  createPerson,
  describePassword,
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

const readPassword = (id: string) =>
  env.DB.prepare(
    "SELECT password FROM auth_accounts JOIN users u ON u.id = user_id WHERE u.clerk_user_id = ?1 AND provider_id = 'credential'",
  )
    .bind(id)
    .first<string>('password');

describe('somebody of Clerk’s who is migrated', () => {
  it('signs in with the password they have, on the same row, and the hash is the library’s own from then on', async () => {
    const { id, email } = await createPerson(scene, { public_metadata: { tier: 'pro', role: 'editor' } });
    const before = (await readTables()).users;
    await migrate(scene, id);
    expect(await readPassword(id)).toMatch(/^\$2b\$04\$/);

    const wrong = await scene.signIn(email, 'not the password');
    expect(wrong.status).toBe(401);
    const token = await scene.signInAs(email.toUpperCase(), password);
    const account = await (await scene.ask('/api/account', token)).json();
    const row = before.find((one) => Reflect.get(one, 'clerk_user_id') === id);
    expect(account).toMatchObject({ id: Reflect.get(row ?? {}, 'id'), email, tier: 'pro', role: 'editor' });

    expect(await readPassword(id)).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
    expect((await scene.signIn(email, 'not the password')).status).toBe(401);
    await scene.signInAs(email, password);
  });

  it('is nobody who can sign in while they are banned, and stays banned', async () => {
    const { id, email } = await createPerson(scene);
    await scene.askClerk('POST', `/users/${id}/ban`);
    const [row] = await scene.take('migrate');
    expect(row).toMatchObject({ outcome: 'migrated', notes: expect.arrayContaining(['banned']) });
    await scene.step({ action: 'take-passwords', passwords: [await describePassword(id, password)] });
    expect((await scene.signIn(email, password)).status).toBe(401);
  });

  it('has the verified accounts elsewhere that the sign-in here knows, and no others', async () => {
    const { id } = await createPerson(scene);
    const account = (provider: string, provider_user_id: unknown, status = 'verified') => ({
      provider,
      provider_user_id,
      verification: { status },
    });
    scene.say(id, {
      external_accounts: [
        account('oauth_google', '110248495921238986420'),
        account('oauth_github', '583231'),
        account('oauth_github', '9', 'unverified'),
        account('oauth_discord', '1'),
        account('oauth_google', 7),
        'nonsense',
      ],
    });
    const [row] = await scene.take('migrate');
    expect(row?.notes).toEqual(expect.arrayContaining(['account-unverified', 'account-unsupported']));
    expect((await readTables()).accounts).toMatchObject([
      { provider_id: 'github', account_id: '583231' },
      { provider_id: 'google', account_id: '110248495921238986420' },
    ]);
  });

  it('does not get an account elsewhere with which somebody else signs in', async () => {
    const [one, other] = [await createPerson(scene), await createPerson(scene)];
    const google = {
      external_accounts: [
        { provider: 'oauth_google', provider_user_id: '1', verification: { status: 'verified' } },
      ],
    };
    scene.say(one.id, google);
    scene.say(other.id, google);
    const [first, second] = await scene.take('migrate');
    expect(first?.notes).not.toContain('account-taken');
    expect(second).toMatchObject({ outcome: 'migrated', notes: expect.arrayContaining(['account-taken']) });
    expect((await readTables()).accounts).toHaveLength(1);
  });

  it('keeps what Clerk says of tier and ban, but not of the address, until it is final', async () => {
    const { id, email } = await createPerson(scene);
    await migrate(scene, id);
    await scene.askClerk('PATCH', `/users/${id}/metadata`, { public_metadata: { tier: 'pro' } });
    await scene.clock.advance(1000);
    expect((await readTables()).users).toContainEqual(
      expect.objectContaining({ clerk_user_id: id, email, tier: 'pro', better_auth: 1 }),
    );
  });
});

describe('a migration', () => {
  it('reports those whom it leaves as they are', async () => {
    const without = await scene.createUser({ email_address: [], phone_number: ['+15555550100'] });
    const { id: odd } = await createPerson(scene);
    scene.say(odd, {
      primary_email_address_id: 'idn_1',
      email_addresses: [{ id: 'idn_1', email_address: 'a b@example.org', verification: null }],
    });
    const { id: quoted } = await createPerson(scene);
    scene.say(quoted, {
      primary_email_address_id: 'idn_1',
      email_addresses: [{ id: 'idn_1', email_address: 'two..dots@example.org', verification: null }],
    });
    const { id: taken } = await createPerson(scene);
    const own = 'taken@example.org';
    await env.DB.prepare(
      "INSERT INTO users (id, better_auth, email, created_at, updated_at) VALUES ('own', 1, ?1, '2026-01-01T00:00:00.000Z', '')",
    )
      .bind(own)
      .run();
    scene.say(taken, {
      primary_email_address_id: 'idn_1',
      email_addresses: [{ id: 'idn_1', email_address: 'Taken@Example.org', verification: null }],
    });
    const { id: deleted } = await createPerson(scene);
    await env.DB.batch([
      env.DB.prepare("INSERT INTO deleted_users VALUES (?1, '2026-01-01T00:00:00.000Z')").bind(deleted),
      env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(deleted),
    ]);
    const rows = new Map((await scene.take('migrate')).map(({ id, outcome }) => [id, outcome]));
    expect(Object.fromEntries(rows)).toEqual({
      [without]: 'no-email',
      [odd]: 'no-email',
      [quoted]: 'email-invalid',
      [taken]: 'email-taken',
      [deleted]: 'deleted',
    });
    expect(await countMigrated()).toBe(0);
    expect((await readTables()).accounts).toEqual([]);
    expect(await scene.readMigrationStatus()).toEqual({
      migrated: 0,
      linked: 0,
      withoutWayIn: 0,
      // The administrator of the scene is Clerk's, too.
      clerkOnly: 5,
    });
  });

  it('says in a dry run what it would do, and writes nothing', async () => {
    const { id } = await createPerson(scene);
    const unknown = await scene.createUser();
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(unknown).run();
    const before = await readTables();
    const rows = await scene.take('migrate', { dryRun: true });
    expect(rows.map((row) => [row.id, row.outcome])).toEqual([
      [id, 'migrated'],
      [unknown, 'migrated'],
    ]);
    const passwords = [await describePassword(id, password)];
    const { rows: judged } = await scene.step({ action: 'take-passwords', dryRun: true, passwords });
    expect(judged).toMatchObject([{ id, outcome: 'password-kept' }]);
    expect(await readTables()).toEqual(before);
    expect(await countMigrated()).toBe(0);
  });

  it('changes nothing when it comes again', async () => {
    const { id } = await createPerson(scene);
    scene.say(id, {
      external_accounts: [
        { provider: 'oauth_github', provider_user_id: '1', verification: { status: 'verified' } },
      ],
    });
    await migrate(scene, id);
    const after = await readTables();
    expect(await scene.take('migrate')).toMatchObject([{ id, outcome: 'unchanged' }]);
    const passwords = [await describePassword(id, 'another one')];
    const { rows } = await scene.step({ action: 'take-passwords', passwords });
    expect(rows).toMatchObject([{ id, outcome: 'password-unchanged' }]);
    expect(await readTables()).toEqual(after);
  });

  it('makes the row of somebody who has none, as a sweep does', async () => {
    const id = await scene.createUser({ public_metadata: { tier: 'pro' } });
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(id).run();
    expect(await scene.take('migrate')).toMatchObject([{ id, outcome: 'migrated' }]);
    expect((await readTables()).users).toContainEqual(
      expect.objectContaining({ clerk_user_id: id, tier: 'pro', better_auth: 1 }),
    );
  });

  it('gives no password to somebody whose second factor it would do without', async () => {
    const [one, other] = [await createPerson(scene), await createPerson(scene)];
    scene.say(one.id, { totp_enabled: true });
    const rows = await scene.take('migrate');
    expect(rows[0]?.notes).toContain('second-factor');
    const passwords = [
      await describePassword(one.id, password),
      { ...(await describePassword(other.id, password)), hasSecondFactor: true },
    ];
    const { rows: judged } = await scene.step({ action: 'take-passwords', passwords });
    expect(judged.map(({ outcome }) => outcome)).toEqual(['second-factor', 'second-factor']);
    expect((await readTables()).accounts).toEqual([]);
  });

  it('refuses digests that it cannot verify, each for itself', async () => {
    const { id } = await createPerson(scene);
    await scene.take('migrate');
    const rest = 'a'.repeat(53);
    const cases = [
      ['argon2id', '$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA', 'hasher-unsupported'],
      ['bcrypt', `$2b$13$${rest}`, 'digest-too-costly'],
      ['bcrypt', `$2b$99$${rest}`, 'digest-too-costly'],
      ['bcrypt', `$2b$03$${rest}`, 'digest-malformed'],
      ['bcrypt', `$2x$10$${rest}`, 'digest-malformed'],
      ['bcrypt', `$2b$10$${rest}a`, 'digest-malformed'],
      ['bcrypt', '', 'digest-malformed'],
    ] as const;
    for (const [hasher, digest, outcome] of cases) {
      const { rows } = await scene.step({ action: 'take-passwords', passwords: [{ id, hasher, digest }] });
      expect(rows).toMatchObject([{ id, outcome }]);
    }
    expect((await readTables()).accounts).toEqual([]);
    const stranger = { id: 'user_stranger', hasher: 'bcrypt', digest: `$2a$10$${rest}` };
    const { rows } = await scene.step({ action: 'take-passwords', passwords: [stranger] });
    expect(rows).toMatchObject([{ outcome: 'not-migrated' }]);
  });

  it('lets nobody in where Clerk knows none of our people', async () => {
    await env.DB.prepare(
      "INSERT INTO users (id, clerk_user_id, created_at, updated_at) VALUES ('row', 'user_other', '2026-01-01T00:00:00.000Z', '')",
    ).run();
    await scene.createUser();
    await env.DB.prepare(
      "DELETE FROM users WHERE clerk_user_id NOT IN ('user_other') AND tier = 'free'",
    ).run();
    expect(await scene.step({ action: 'migrate' })).toMatchObject({ rows: [], lastFailure: 'nobody-known' });
  });

  it('waits where Clerk is asked too often', async () => {
    scene.intercept.with = () => new Response('', { status: 429, headers: { 'Retry-After': '7' } });
    expect(await scene.step({ action: 'migrate' })).toMatchObject({
      lastFailure: 'rate-limited',
      retryAfterSeconds: 7,
    });
  });

  it('is refused without the secret key, and where nobody could sign in', async () => {
    const keyless = scene.createWorker({ CLERK_SECRET_KEY: '' });
    await expectProblem(await postStep(keyless, { action: 'migrate' }), 'clerk-key-missing');
    const off = scene.createWorker({ AUTH_PROVIDERS: 'clerk' });
    await expectProblem(await postStep(off, { action: 'migrate' }), 'better-auth-off');
    await expectProblem(await postStep(off, { action: 'finish' }), 'better-auth-off');
    expect((await postStep(off, { action: 'migrate', dryRun: true })).status).toBe(200);
    expect((await postStep(off, { action: 'undo' })).status).toBe(200);
  });

  it('has digests in no log, no answer and no column but their own', async () => {
    const { id } = await createPerson(scene);
    await scene.take('migrate');
    const kept = await describePassword(id, password);
    const refused = { id: 'user_other', hasher: 'bcrypt', digest: '$2b$31$canary' };
    const body = { action: 'take-passwords', passwords: [kept, refused] };
    const answers = [
      await postStep(scene.worker, body),
      await postStep(scene.worker, { ...body, surplus: true }),
      await postStep(scene.createWorker({ DB: new Proxy(env.DB, { get: () => undefined }) }), body),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 503]);
    const told = [...(await Promise.all(answers.map((one) => one.text()))), JSON.stringify(scene.entries)];
    const { results: tables } = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
    ).all<{ name: string }>();
    for (const { name } of tables) {
      if (name === 'auth_accounts') continue;
      told.push(JSON.stringify((await env.DB.prepare(`SELECT * FROM "${name}"`).all()).results));
    }
    const [, secret = ''] = kept.digest.split('$04$');
    for (const text of told) {
      expect(text).not.toContain(secret);
      expect(text).not.toContain('canary');
    }
  });
});
