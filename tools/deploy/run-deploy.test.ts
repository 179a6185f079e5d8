import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { usage } from './deploy-options.ts';

const root = join(import.meta.dirname, '..', '..');
const deno = join(root, 'node_modules', 'deno', 'bin.cjs');
const script = join(root, 'tools', 'wrangler-deploy.mjs');

function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...environment },
  });
  return { status, stdout, stderr };
}

describe('the task of Deno', () => {
  it('is the script of npm, arguments included', () => {
    expect(run([deno, 'task', 'wrangler:deploy', '--help'])).toMatchObject({ status: 0, stdout: usage });
  });

  it('fails where that fails', () => {
    const { status, stderr } = run([deno, 'task', 'wrangler:deploy', '--nonsense']);
    expect(status).toBe(2);
    expect(stderr).toContain("Unknown option '--nonsense'");
  });
});

it('an environment that wrangler.toml does not have is said before anything is done', () => {
  const { status, stdout, stderr } = run([script, '--env', 'staging']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toBe('wrangler.toml has no environment staging. It has preview.\n');
});

// The id of the database in wrangler.toml is a placeholder, so that the real preflight must refuse.
it('the real preflight holds up a deployment to nowhere, before wrangler is called', {
  timeout: 120_000,
}, () => {
  const { status, stdout } = run([script, '--yes'], { BLOQR_WRANGLER: '/nothing/here' });
  expect(status).toBe(1);
  expect(stdout).toContain('[2/6] bloqr preflight\n');
  expect(stdout).toContain(
    'Stopped: the preflight found something. Nothing was changed, nothing was deployed.',
  );
  expect(stdout).not.toContain('[3/6]');
});
