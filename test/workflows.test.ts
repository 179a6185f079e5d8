import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const scripts: object = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
const folder = join(root, '.github', 'workflows');

/**
 * The keys that we use of GitHub's workflows, by where they stand
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax): one that is misspelt is not among them.
 */
const knownKeys = {
  workflow: ['name', 'on', 'permissions', 'concurrency', 'jobs'],
  on: ['push', 'pull_request', 'workflow_call', 'workflow_dispatch'],
  job: ['runs-on', 'timeout-minutes', 'needs', 'environment', 'steps', 'uses'],
  step: ['uses', 'with', 'run', 'env'],
} as const;

type Table = Readonly<Record<string, unknown>>;

function readTable(value: unknown): Table {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TypeError(`no table: ${JSON.stringify(value)}`);
  return { ...value };
}

function expectKeys(table: Table, known: readonly string[]): void {
  for (const key of Object.keys(table)) expect(known).toContain(key);
}

const workflows = readdirSync(folder).map((name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const workflow = readTable(load(text));
  const jobs = Object.entries(readTable(workflow.jobs)).map(([job, value]) => ({
    job,
    table: readTable(value),
  }));
  const steps = jobs.flatMap(({ table }) =>
    (Array.isArray(table.steps) ? table.steps : []).map((step: unknown) => readTable(step)),
  );
  return { name, text, workflow, jobs, steps };
});

it('there is one to check and one to deploy', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['check.yml', 'deploy.yml']);
});

describe.each(workflows)('$name', ({ text, workflow, jobs, steps }) => {
  it('has keys that GitHub knows', () => {
    expectKeys(workflow, knownKeys.workflow);
    expectKeys(readTable(workflow.on), knownKeys.on);
    for (const { table } of jobs) expectKeys(table, knownKeys.job);
    for (const step of steps) expectKeys(step, knownKeys.step);
  });

  it('may read the repository and nothing else', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('runs on a named image, for so long and no longer', () => {
    for (const { table } of jobs.filter(({ table: { uses } }) => uses === undefined)) {
      expect(table['runs-on']).toMatch(/^ubuntu-\d\d\.04$/);
      expect(table['timeout-minutes']).toEqual(expect.any(Number));
    }
  });

  it('uses actions of one commit, which it names with their version, and workflows that are here', () => {
    const uses = [...jobs.map(({ table }) => table.uses), ...steps.map((step) => step.uses)].filter(
      (one) => one !== undefined,
    );
    expect(uses.length).toBeGreaterThan(0);
    for (const one of uses) {
      if (String(one).startsWith('./')) expect(existsSync(join(root, String(one)))).toBe(true);
      else {
        expect(one).toMatch(/^[a-z-]+\/[a-z-]+@[0-9a-f]{40}$/);
        expect(text).toMatch(new RegExp(`uses: ${one} # v\\d+\\.\\d+\\.\\d+\n`));
      }
    }
  });

  it('leaves no credential behind for the steps that follow', () => {
    for (const step of steps.filter(({ uses }) => String(uses).startsWith('actions/checkout@')))
      expect(step.with).toEqual({ 'persist-credentials': false });
  });

  it('runs what is there, and puts nothing of GitHub’s into a shell', () => {
    const commands = steps.flatMap(({ run }) => (typeof run === 'string' ? [run] : []));
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(command).not.toContain('${{');
      const [, script] = /^npm run (\S+)/.exec(command) ?? [];
      if (script !== undefined) expect(Object.keys(scripts)).toContain(script);
      else if (command !== 'npm ci') expect(existsSync(join(root, command))).toBe(true);
    }
  });
});

describe('secrets', () => {
  const [check, deploy] = workflows;

  it('are nowhere where a pull request runs', () => {
    expect(check?.text).not.toContain('secrets.');
    expect(readTable(deploy?.workflow.on)).not.toHaveProperty('pull_request');
  });

  it('come from a protected environment, after all checks, and one deployment after the other', () => {
    const table = deploy?.jobs.find(({ job }) => job === 'deploy')?.table;
    expect(table?.needs).toBe('check');
    expect(table?.environment).toMatch(/^\$\{\{ inputs\.environment \|\| 'production' \}\}$/);
    expect(deploy?.workflow.concurrency).toMatchObject({ 'cancel-in-progress': false });
  });

  it('are for the environments that wrangler.toml has', () => {
    const names = [...readFileSync(join(root, 'wrangler.toml'), 'utf8').matchAll(/^\[env\.([a-z]+)\]$/gm)];
    const choice = readTable(
      readTable(readTable(readTable(deploy?.workflow.on).workflow_dispatch).inputs).environment,
    );
    expect(choice.options).toEqual([...names.map(([, name]) => name), 'production']);
  });
});
