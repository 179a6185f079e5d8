import { env } from 'cloudflare:workers';
import { hash } from 'bcryptjs';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { createApiKeyStoreD1 } from '../../src/api-keys/api-key-store-d1.ts';
import { createApiKeys } from '../../src/api-keys/api-keys.ts';
import { loadLibrary } from '../better-auth/auth-scene.ts';
import { createRandom, type Random } from '../webhooks/random.ts';
import {
  countMigrated,
  createMigrationScene,
  type MigrationScene,
  postStep,
  readTables,
  testCost,
} from './migration-scene.ts';

const { seed, migratedPersonCount } = inject('proofSize');

/** What is special about somebody. */
const kinds = [
  'plain',
  'plain',
  'plain',
  'google',
  'banned',
  'pro',
  'second-factor',
  'argon',
  'no-email',
] as const;

interface Person {
  readonly kind: (typeof kinds)[number];
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly digest: string;
  readonly googleId: string;
}

beforeAll(loadLibrary, 60_000);

describe('a migration', () => {
  it('ends in the rows that were meant, through kills, undo and all of it again, and everybody is let in', {
    timeout: 3_600_000,
  }, async ({ task }) => {
    const random = createRandom(seed);
    const scene = await createMigrationScene();
    const people = await createPeople(scene, random);
    await scene.sweep();
    const keys = await makeKeys(people.filter(({ kind }) => kind === 'plain').slice(0, 5));
    const before = await readTables();
    const meant = describeMeant(before, people);

    await migrateWithKills(scene, people, random);
    const halfway = await readTables();
    expect(halfway).not.toEqual(meant);
    await migrateAll(scene, people);
    expect(await readTables()).toEqual(meant);
    await migrateAll(scene, people);
    expect(await readTables()).toEqual(meant);

    await scene.take('undo');
    expect(await readTables()).toEqual(before);
    expect(await countMigrated()).toBe(0);

    await migrateAll(scene, people);
    expect(await readTables()).toEqual(meant);
    await scene.take('finish');
    expect(await readTables()).toEqual(describeFinished(meant));

    const letIn = await signEverybodyIn(scene, people);
    for (const key of keys) expect((await scene.ask('/api/account', key)).status).toBe(200);
    const { results } = await env.DB.prepare(
      "SELECT substr(a.password, 1, 1) AS sign, COUNT(*) AS n FROM auth_accounts a JOIN users u ON u.id = a.user_id WHERE u.banned = 0 AND a.provider_id = 'credential' GROUP BY sign = '$'",
    ).all<{ sign: string; n: number }>();
    // One group, and none of it bcrypt.
    expect(results.map(({ n }) => n)).toEqual([letIn]);
    expect(results[0]?.sign).not.toBe('$');
    task.meta.figures = [
      `${people.length} users of Clerk, seed ${seed}: killed on the way, gone on with, taken back, made again and finished, the tables each time as meant; ${letIn} with a password signed in with it, twice, and had the library's own hash the second time; ${keys.length} keys from before work`,
    ];
  });
});

async function createPeople(scene: MigrationScene, random: Random): Promise<readonly Person[]> {
  const people: Person[] = [];
  while (people.length < migratedPersonCount) {
    // In turn at first, so that each kind comes.
    const batch = Array.from({ length: Math.min(50, migratedPersonCount - people.length) }, (_, index) => {
      const number = people.length + index;
      return createPerson(scene, number, kinds[number] ?? random.pick(kinds));
    });
    people.push(...(await Promise.all(batch)));
    await scene.clock.advance(1000);
  }
  return people;
}

async function createPerson(scene: MigrationScene, number: number, kind: Person['kind']): Promise<Person> {
  const email = `person-${number}@example.org`;
  const password = `correct horse ${number}`;
  const id = await scene.createUser({
    email_address: kind === 'no-email' ? [] : [email],
    ...(kind === 'no-email' && { phone_number: [`+1555${String(number).padStart(3, '0')}0100`] }),
    first_name: `Person ${number}`,
    ...(kind === 'pro' && { public_metadata: { tier: 'pro', role: 'editor' } }),
  });
  if (kind === 'banned') await scene.askClerk('POST', `/users/${id}/ban`);
  const googleId = `1${number}`;
  if (kind === 'google')
    scene.say(id, {
      external_accounts: [
        { provider: 'oauth_google', provider_user_id: googleId, verification: { status: 'verified' } },
      ],
    });
  if (kind === 'second-factor') scene.say(id, { totp_enabled: true });
  return { kind, id, email, password, digest: await hash(password, testCost), googleId };
}

/** Through the code that people's own keys are made with. */
async function makeKeys(people: readonly Person[]): Promise<readonly string[]> {
  const apiKeys = createApiKeys({
    store: createApiKeyStoreD1(env.DB),
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
  });
  const keys: string[] = [];
  for (const { id } of people) {
    const row = await env.DB.prepare('SELECT id FROM users WHERE clerk_user_id = ?1')
      .bind(id)
      .first<string>('id');
    const wish = { name: 'from before', scopes: ['account'], lifetimeDays: null } as const;
    const outcome = await apiKeys.issue(row ?? '', wish);
    if (outcome.kind !== 'created') throw new Error(outcome.kind);
    keys.push(outcome.text);
  }
  return keys;
}

type Tables = Awaited<ReturnType<typeof readTables>>;

const hasPassword = ({ kind }: Person): boolean =>
  kind !== 'no-email' && kind !== 'argon' && kind !== 'second-factor';

/** The tables as they are to be, said without the code that writes them. */
function describeMeant(before: Tables, people: readonly Person[]): Tables {
  const byId = new Map(people.map((person) => [person.id, person]));
  const rows = before.users.map((row) => ({
    row,
    id: String(Reflect.get(row, 'id')),
    person: byId.get(String(Reflect.get(row, 'clerk_user_id'))),
  }));
  return {
    ...before,
    users: rows.map(({ row, person }) =>
      person === undefined || person.kind === 'no-email' ? row : { ...row, better_auth: 1 },
    ),
    accounts: rows.flatMap(({ id: user_id, person }) => [
      ...(person !== undefined && hasPassword(person)
        ? [
            {
              user_id,
              provider_id: 'credential',
              account_id: user_id,
              password: person.digest.replace(/^\$2[aby]/, '$2b'),
            },
          ]
        : []),
      ...(person?.kind === 'google'
        ? [{ user_id, provider_id: 'google', account_id: person.googleId, password: null }]
        : []),
    ]),
  };
}

function describeFinished(meant: Tables): Tables {
  const isMoved = (row: object): boolean => Reflect.get(row, 'better_auth') === 1;
  return {
    ...meant,
    users: meant.users.map((row) => (isMoved(row) ? { ...row, clerk_user_id: null } : row)),
    tombstones: meant.users
      .filter(isMoved)
      .map((row) => ({ clerk_user_id: String(Reflect.get(row, 'clerk_user_id')) }))
      .toSorted((one, other) => (one.clerk_user_id < other.clerk_user_id ? -1 : 1)),
  };
}

/** A page of passwords: some, so that there are several even of few people. */
function* listPasswordPages(people: readonly Person[]) {
  const size = Math.min(200, Math.ceil(people.length / 4));
  for (let at = 0; at < people.length; at += size)
    yield people
      .slice(at, at + size)
      .map(({ id, digest, kind }) => ({ id, digest, hasher: kind === 'argon' ? 'argon2id' : 'bcrypt' }));
}

async function migrateAll(scene: MigrationScene, people: readonly Person[]): Promise<void> {
  await scene.take('migrate');
  for (const passwords of listPasswordPages(people))
    await scene.step({ action: 'take-passwords', passwords });
}

/**
 * The Worker dies within the first page before its batch, and in another life behind it; the command dies between pages; the
 * Worker dies once more behind a page of passwords, and nobody goes on.
 */
async function migrateWithKills(
  scene: MigrationScene,
  people: readonly Person[],
  random: Random,
): Promise<void> {
  await dieAt(scene, { isDone: false }, { action: 'migrate' });
  expect(await countMigrated()).toBe(0);
  await dieAt(scene, { isDone: true }, { action: 'migrate' });
  expect(await countMigrated()).toBeGreaterThan(0);
  const pages = [...listPasswordPages(people)];
  const { next } = await scene.step({ action: 'migrate' });
  if (next !== null)
    await dieAt(scene, { isDone: random.pick([true, false]) }, { action: 'migrate', after: next });
  await scene.step({ action: 'take-passwords', passwords: pages[0] ?? [] });
  await dieAt(scene, { isDone: true }, { action: 'take-passwords', passwords: pages[1] ?? [] });
}

/** A step of a Worker that is gone at its last batch, before or behind it. */
async function dieAt(
  scene: MigrationScene,
  { isDone }: { readonly isDone: boolean },
  body: object,
): Promise<void> {
  let reached = () => {};
  const death = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const DB = new Proxy(env.DB, {
    get: (target, name) => {
      if (name !== 'batch') return Reflect.get(target, name).bind(target);
      return async (statements: D1PreparedStatement[]) => {
        if (isDone) await target.batch(statements);
        reached();
        await new Promise(() => {});
      };
    },
  });
  void postStep(scene.createWorker({ DB }), body);
  await death;
}

/** How many were let in with their password, twice. */
async function signEverybodyIn(scene: MigrationScene, people: readonly Person[]): Promise<number> {
  let count = 0;
  for (const person of people) {
    const { email, password } = person;
    if (!hasPassword(person) || person.kind === 'banned') {
      expect((await scene.signIn(email, password)).status).toBe(401);
      continue;
    }
    const first = await scene.signInAs(email, password);
    expect((await scene.ask('/api/account', first)).status).toBe(200);
    await scene.signInAs(email, password);
    count += 1;
  }
  return count;
}
