import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DeployParts, deploy } from './deploy.ts';
import { type DeployOptions, readDeployOptions } from './deploy-options.ts';

const standIn = join(import.meta.dirname, 'stand-in-wrangler.mjs');
const database = 'bloqr-backend-app-db';
const bookmark = '00000001-00000002-00000003-0123456789abcdef';
const wayBack = `npx wrangler d1 time-travel restore ${database} --bookmark=${bookmark}`;

let folder: string;
let calls: string[];
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bloqr-deploy-test-'));
  calls = [];
  printed = '';
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Says to the stand-in which commands fail, and which migrations are pending. */
function prepare({ fails = '', pending = [] }: { fails?: string; pending?: readonly string[] }): void {
  writeFileSync(join(folder, 'fails'), fails);
  const state = { databases: [], namespaces: [], buckets: [], queues: [], secrets: [], pending };
  writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
}

/** Everything but wrangler is played; that is the stand-in, as a process of its own. */
function createParts(special: Partial<DeployParts> = {}): DeployParts {
  return {
    build: async () => {
      calls.push('build');
      return true;
    },
    buildFlags: [],
    databases: [database],
    bloqr: async (args) => {
      calls.push(`bloqr ${args.join(' ')}`);
      return true;
    },
    wrangler: async (args) => {
      calls.push(`wrangler ${args.join(' ').trimEnd()}`);
      const { status, stdout } = spawnSync(process.execPath, [standIn, ...args], {
        env: { STAND_IN_FOLDER: folder, WRANGLER_OUTPUT_FILE_PATH: join(folder, 'output') },
        encoding: 'utf8',
      });
      return { isGood: status === 0, output: stdout };
    },
    readTargets: () => JSON.parse(readFileSync(join(folder, 'output'), 'utf8')).targets,
    ask: async (question) => {
      calls.push(question);
      return true;
    },
    print: (text) => {
      printed += `${text}\n`;
    },
    ...special,
  };
}

function optionsOf(...args: readonly string[]): DeployOptions {
  const options = readDeployOptions(args);
  if (options === 'help') throw new Error('no options');
  return options;
}

const listing = `wrangler d1 migrations list ${database} --remote --env`;
const looks = ['build', 'bloqr preflight', 'bloqr preflight --remote --before-migrations', listing];
const migrates = [
  `Apply 1 to ${database}?`,
  `wrangler d1 time-travel info ${database} --json --env`,
  `wrangler d1 migrations apply ${database} --remote --env`,
];
const address = 'https://bloqr-backend.example.workers.dev';

describe('a deployment', () => {
  it('builds, looks, migrates when that is confirmed, deploys and looks again', async () => {
    prepare({ pending: ['0009_new.sql'] });
    expect(await deploy(optionsOf(), createParts())).toBe(0);
    expect(calls).toEqual([
      ...looks,
      ...migrates,
      listing,
      'wrangler deploy --env',
      `bloqr verify ${address} --remote`,
    ]);
    expect(printed).toContain('lacks:\n  0009_new.sql\n');
    expect(printed).toContain(`${database} has all migrations now.`);
    expect(printed).toContain(`Deployed and verified: ${address}`);
  });

  it('bundles as the settings want it, in a dry run, too', async () => {
    prepare({});
    const buildFlags = ['--define', 'X:true'];
    expect(await deploy(optionsOf(), createParts({ buildFlags }))).toBe(0);
    expect(await deploy(optionsOf('--dry-run'), createParts({ buildFlags }))).toBe(0);
    expect(calls).toContain('wrangler deploy --env  --define X:true');
    expect(calls).toContain('wrangler deploy --dry-run --env  --define X:true');
  });

  it('asks nothing where nothing is pending', async () => {
    prepare({});
    expect(await deploy(optionsOf(), createParts())).toBe(0);
    expect(calls).toEqual([...looks, 'wrangler deploy --env', `bloqr verify ${address} --remote`]);
  });

  it('of an environment says so to everybody', async () => {
    prepare({ pending: ['0009_new.sql'] });
    const options = optionsOf(
      '--env',
      'preview',
      '--yes',
      '--url',
      'https://preview.example.org',
      '--secrets-file',
      's.env',
    );
    expect(await deploy(options, createParts({ ask: undefined }))).toBe(0);
    expect(calls).toEqual([
      'build',
      'bloqr preflight --env preview --secrets-file s.env',
      'bloqr preflight --remote --before-migrations --env preview --secrets-file s.env',
      `wrangler d1 migrations list ${database} --remote --env preview`,
      `wrangler d1 time-travel info ${database} --json --env preview`,
      `wrangler d1 migrations apply ${database} --remote --env preview`,
      `wrangler d1 migrations list ${database} --remote --env preview`,
      'wrangler deploy --env preview',
      'bloqr verify https://preview.example.org --remote --env preview --secrets-file s.env',
    ]);
  });

  it('as a dry run touches nothing outside', async () => {
    prepare({ pending: ['0009_new.sql'] });
    expect(await deploy(optionsOf('--dry-run'), createParts())).toBe(0);
    expect(calls).toEqual(['build', 'bloqr preflight', 'wrangler deploy --dry-run --env']);
    expect(printed).toContain('The Worker: 0.98 MiB, 0.2 compressed.');
  });
});

/** What fails, what was done until then, and what is said of the way back. */
const failures: readonly {
  readonly name: string;
  readonly parts?: Partial<DeployParts>;
  readonly options?: readonly string[];
  readonly fails?: string;
  readonly pending?: readonly string[];
  readonly done: readonly string[];
  readonly says: readonly string[];
}[] = [
  {
    name: 'the build',
    parts: { build: async () => false },
    done: [],
    says: ['it cannot be built', 'Nothing was deployed.'],
  },
  {
    name: 'the preflight',
    parts: { bloqr: async () => false },
    done: ['build'],
    says: [
      'the preflight found something. Nothing was changed, nothing was deployed.',
      'npx bloqr preflight',
    ],
  },
  {
    name: 'the listing of migrations',
    fails: 'd1 migrations list',
    done: looks,
    says: ['cannot be asked for its migrations. Nothing was deployed.', 'npx bloqr provision'],
  },
  {
    name: 'the confirmation',
    pending: ['0009_new.sql'],
    parts: { ask: async () => false },
    done: looks,
    says: ['the migrations were not confirmed. Nothing was changed.'],
  },
  {
    name: 'the confirmation, as nobody is there',
    pending: ['0009_new.sql'],
    parts: { ask: undefined },
    done: looks,
    says: ['--yes does. Nothing was changed.'],
  },
  {
    name: 'the look at where to go back to',
    pending: ['0009_new.sql'],
    fails: 'd1 time-travel',
    done: [...looks, ...migrates.slice(0, 2)],
    says: ['no bookmark to go back to. Nothing was changed.'],
  },
  {
    name: 'a migration',
    pending: ['0009_new.sql'],
    fails: 'd1 migrations apply',
    done: [...looks, ...migrates],
    says: ['a migration failed. The former version goes on', wayBack],
  },
  {
    name: 'the preflight that asks Cloudflare',
    pending: ['0009_new.sql'],
    parts: { bloqr: async (args) => !args.includes('--remote') },
    done: ['build'],
    says: ['Nothing was changed', 'npx bloqr preflight --remote --before-migrations'],
  },
  {
    name: 'wrangler deploy',
    pending: ['0009_new.sql'],
    fails: 'deploy',
    done: [...looks, ...migrates, listing, 'wrangler deploy --env'],
    says: ['the former version goes on', wayBack],
  },
  {
    name: 'the verification',
    pending: ['0009_new.sql'],
    parts: { bloqr: async ([name]) => name === 'preflight' },
    done: ['build', listing, ...migrates, listing, 'wrangler deploy --env'],
    says: ['is live at https://bloqr-backend.example.workers.dev', 'npx wrangler rollback', wayBack],
  },
  {
    name: 'the search for the address',
    parts: { readTargets: () => ['schedule: */15 * * * *'] },
    done: [...looks, 'wrangler deploy --env'],
    says: ['it is deployed, and not verified', 'npx bloqr verify <address>'],
  },
  {
    name: 'the dry run of wrangler',
    options: ['--dry-run'],
    fails: 'deploy',
    done: ['build', 'bloqr preflight', 'wrangler deploy --dry-run --env'],
    says: ['wrangler cannot bundle the Worker. Nothing was deployed.'],
  },
  {
    name: 'the size of the Worker',
    options: ['--dry-run'],
    parts: {
      wrangler: async () => ({ isGood: true, output: 'Total Upload: 70000.00 KiB / gzip: 200.00 KiB' }),
    },
    done: ['build', 'bloqr preflight'],
    says: ['The Worker has 68.36 MiB; the platform takes 64. Nothing was deployed.'],
  },
];

describe('stops at the first thing that fails, and says how to go back:', () => {
  it.each(failures)('$name', async ({ parts, options = [], fails, pending, done, says }) => {
    prepare({ ...(fails && { fails }), ...(pending && { pending }) });
    expect(await deploy(optionsOf(...options), createParts(parts))).toBe(1);
    expect(calls).toEqual(done);
    const stopped = printed.slice(printed.indexOf('\nStopped: '));
    for (const sentence of says) expect(stopped).toContain(sentence);
  });
});

it.each([
  { args: ['--environment', 'x'], says: "Unknown option '--environment'" },
  { args: ['preview'], says: "Unexpected argument 'preview'" },
  { args: ['--url', 'nowhere'], says: '--url is nowhere, which is no address.' },
])('$args is refused', ({ args, says }) => {
  expect(() => readDeployOptions(args)).toThrow(says);
});
