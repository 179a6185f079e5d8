import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type ServedEmulator, serveEmulator } from '../clerk/serve-emulator.ts';
import { type KillableWorker, prepareDatabase, startKillableWorker } from '../convergence/killable-worker.ts';
import { withDatabase } from '../convergence/read-database.ts';
import { killBloqrAt, runBloqr } from './killed-command.ts';
import {
  createPeople,
  describeExport,
  digest,
  letAdministratorIn,
  type MovingPerson,
  signIn,
} from './moving-people.ts';
import { openStepGate, type StepGate } from './step-gate.ts';

/** Below what one account may try in a minute. */
const signInsOfEach = 2;
const peopleWhoSignIn = 5;

interface Setting {
  readonly url: string;
  readonly gate: StepGate;
  readonly stateFolder: string;
  readonly exportFile: string;
  readonly people: readonly MovingPerson[];
  /** What the command is run with. */
  readonly variables: Readonly<Record<string, string>>;
  /** An API key from before. */
  readonly key: string;
}

/**
 * Has the real command move people of a local Clerk to a real workerd, and kills it by SIGKILL at each of its steps, before the
 * service hears of the step and once it has answered; then has people sign in over HTTP, and has the command take all of it
 * back, killing it again at each step.
 *
 * @returns what is not as it should be, a sentence each
 */
export async function runMigrationKills(
  peopleCount: number,
  print: (text: string) => void,
): Promise<readonly string[]> {
  const stateFolder = mkdtempSync(join(tmpdir(), 'bloqr-migration-'));
  const emulator = await serveEmulator();
  let worker: KillableWorker | undefined;
  let gate: StepGate | undefined;
  try {
    await prepareDatabase(stateFolder);
    const people = await createPeople(emulator.emulator, peopleCount);
    const exportFile = join(stateFolder, 'users.csv');
    writeFileSync(exportFile, describeExport(people));
    worker = await startKillableWorker(stateFolder, describeWorker(emulator));
    gate = await openStepGate(worker.url);
    const key = await letAdministratorIn(emulator.emulator, people[0]?.id ?? '', worker.url);
    const variables = { CLERK_SECRET_KEY: emulator.secretKey, CLERK_API_URL: emulator.url };
    return await prove({ url: worker.url, gate, stateFolder, exportFile, people, variables, key }, print);
  } finally {
    await gate?.close();
    await worker?.kill();
    await emulator.close();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

function describeWorker(emulator: ServedEmulator): Readonly<Record<string, string>> {
  return {
    ENVIRONMENT: 'local',
    AUTH_PROVIDERS: 'clerk,better-auth',
    BETTER_AUTH_SECRET: randomBytes(33).toString('base64'),
    CLERK_PUBLISHABLE_KEY: emulator.publishableKey,
    CLERK_SECRET_KEY: emulator.secretKey,
    CLERK_JWKS_URL: `${emulator.url}/.well-known/jwks.json`,
    CLERK_API_URL: emulator.url,
    // No write fails here.
    FAULT_SEED: '1',
    FAULTS_ONE_IN: '1000000000',
  };
}

async function prove(setting: Setting, print: (text: string) => void): Promise<readonly string[]> {
  const { people, gate } = setting;
  const faults: string[] = [];
  const expect = (when: string, actual: unknown, wanted: unknown): void => {
    if (!isDeepStrictEqual(actual, wanted))
      faults.push(`${when}: ${shorten(actual)} instead of ${shorten(wanted)}`);
  };
  await run(setting, ['sync']);
  const before = readState(setting);
  expect('rows that were made', before.users.length, people.length);
  const meant = {
    users: before.users.map((row) => ({ ...row, better_auth: 1 })),
    accounts: before.users.map(({ id }) => ({ user_id: id, provider_id: 'credential', password: digest })),
  };

  const migrate = ['migrate', '--export', setting.exportFile];
  const kills = await runThroughKills(setting, migrate);
  expect('migrated through kills', readState(setting), meant);
  gate.aim();
  await run(setting, migrate);
  expect('migrated once more', readState(setting), meant);
  print(
    `  ${people.length} users of Clerk, ${gate.steps} steps: the command was killed ${kills} times by SIGKILL, at each step before and after the service made it`,
  );

  const count = await proveSignIn(setting, expect);
  print(`  ${count} of them signed in over HTTP with the password of the export; its digest was gone then`);

  const undoKills = await runThroughKills(setting, ['migrate', '--undo']);
  expect('taken back through kills', readState(setting), before);
  expect('a key from before', await askAccount(setting), 200);
  const audit = readAudit(setting);
  for (const step of ['migrate', 'take-passwords', 'undo'])
    expect(`people of the step ${step} in the audit`, audit[step], people.length);
  print(`  taken back through ${undoKills} kills: the rows as before; the audit has each step once`);
  return faults;
}

/** Kills the command at each of its steps in turn, until it comes to its end. */
async function runThroughKills(setting: Setting, args: readonly string[]): Promise<number> {
  const { gate } = setting;
  let kills = 0;
  for (let step = 0; ; step++) {
    for (const side of ['before', 'after'] as const) {
      const ending = await killBloqrAt(listArguments(setting, args), setting.variables, (kill) =>
        gate.aim({ step, side }, kill),
      );
      if (ending.kind === 'ended') {
        requireSuccess(ending, args);
        return kills;
      }
      kills++;
    }
  }
}

async function run(setting: Setting, args: readonly string[]): Promise<void> {
  requireSuccess(await runBloqr(listArguments(setting, args), setting.variables), args);
}

function listArguments({ gate, people }: Setting, args: readonly string[]): readonly string[] {
  return ['clerk', ...args, '--url', gate.url, '--as', people[0]?.id ?? ''];
}

function requireSuccess(
  { code, said }: { readonly code: number | null; readonly said: string },
  args: readonly string[],
): void {
  if (code !== 0) throw new Error(`bloqr clerk ${args.join(' ')} ended with ${code}: ${said}`);
}

/** A few people sign in: with the digest first, then with what has taken its place. */
async function proveSignIn(
  setting: Setting,
  expect: (when: string, actual: unknown, wanted: unknown) => void,
): Promise<number> {
  const comers = setting.people.slice(0, peopleWhoSignIn);
  const findPasswords = () => {
    const ids = comers.map(({ id }) => `'${id}'`).join(', ');
    return withDatabase(setting.stateFolder, (list) =>
      list(
        `SELECT password FROM auth_accounts JOIN users u ON u.id = user_id WHERE u.clerk_user_id IN (${ids})`,
      ),
    ).map(({ password }) => String(password));
  };
  for (let time = 0; time < signInsOfEach; time++) {
    for (const { email } of comers) expect(`signing in as ${email}`, await signIn(setting.url, email), 200);
    await waitUntil(() => !findPasswords().includes(digest));
    expect(
      'passwords of the library',
      findPasswords().filter((one) => /^[0-9a-f]{32}:/.test(one)).length,
      comers.length,
    );
  }
  expect('a key from before', await askAccount(setting), 200);
  return comers.length;
}

/** The new hash is written behind the answer. */
async function waitUntil(isSo: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 100 && !isSo(); attempt++)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

async function askAccount({ url, key }: Setting): Promise<number> {
  return (await fetch(`${url}/api/account`, { headers: { Authorization: `Bearer ${key}` } })).status;
}

function readState({ stateFolder }: Setting) {
  return withDatabase(stateFolder, (list) => ({
    users: list('SELECT id, clerk_user_id, email, tier, banned, better_auth FROM users ORDER BY id'),
    accounts: list('SELECT user_id, provider_id, password FROM auth_accounts ORDER BY user_id'),
  }));
}

function readAudit({ stateFolder }: Setting): Readonly<Record<string, number>> {
  const sum = `SELECT after ->> 'step' AS step, SUM(after ->> 'people') AS people FROM audit_entries
    WHERE action = 'migrate-accounts' GROUP BY step`;
  const rows = withDatabase(stateFolder, (list) => list(sum));
  return Object.fromEntries(rows.map(({ step, people }) => [String(step), Number(people)]));
}

function shorten(value: unknown): string {
  return JSON.stringify(value)?.slice(0, 200) ?? 'nothing';
}
