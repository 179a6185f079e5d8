import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runBloqr } from '../run-bloqr.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';

const folder = useTemporaryFolder();
const standIn = join(import.meta.dirname, '../../../../tools/deploy/stand-in-wrangler.mjs');
const timeLimitMs = 60_000;

/** What becomes of the checks of a preflight that asks another wrangler. */
async function preflight(wrangler: string): Promise<ReadonlyMap<string, object>> {
  folder.write(
    'wrangler.toml',
    '[vars]\nAUTH_PROVIDERS = "clerk"\n[[d1_databases]]\nbinding = "DB"\ndatabase_name = "a"\n',
  );
  folder.write('apps/worker/migrations/0001_first.sql', '');
  const { stdout } = await runBloqr(['preflight', '--remote', '--json'], {
    folder: folder.path,
    environment: { BLOQR_WRANGLER: wrangler, STAND_IN_FOLDER: folder.path, CLERK_SECRET_KEY: '' },
    timeLimitMs,
  });
  const { checks }: { readonly checks: readonly { readonly id: string }[] } = JSON.parse(stdout);
  return new Map(checks.map((check) => [check.id, check]));
}

it('the wrangler that BLOQR_WRANGLER names is the one that is asked', { timeout: timeLimitMs }, async () => {
  folder.write('state.json', { secrets: ['CLERK_SECRET_KEY'], isDeployed: true });
  const checks = await preflight(standIn);
  expect(checks.get('wrangler-signed-in')).toMatchObject({ outcome: 'good' });
  expect(checks.get('secrets-stored')).toMatchObject({
    outcome: 'bad',
    findings: ['CLERK_WEBHOOK_SECRET is no secret of the Worker.'],
  });
});

it('a Worker that was never deployed has no secrets, and that is known', {
  timeout: timeLimitMs,
}, async () => {
  folder.write('state.json', { secrets: [], isDeployed: false });
  expect((await preflight(standIn)).get('secrets-stored')).toMatchObject({
    outcome: 'bad',
    findings: [
      'CLERK_SECRET_KEY is no secret of the Worker.',
      'CLERK_WEBHOOK_SECRET is no secret of the Worker.',
    ],
  });
});

it('one that is not there is named', { timeout: timeLimitMs }, async () => {
  expect((await preflight('/nothing/here')).get('wrangler-signed-in')).toMatchObject({
    outcome: 'unknown',
    reason: 'BLOQR_WRANGLER is /nothing/here, which is not there.',
  });
});

it('an environment that wrangler.toml does not have is said, and nothing is looked at', async () => {
  folder.write('wrangler.toml', '[env.preview.vars]\nENVIRONMENT = "preview"\n');
  const { code, stdout, stderr } = await runBloqr(['preflight', '--env', 'staging'], { folder: folder.path });
  expect([code, stdout, stderr]).toEqual([
    3,
    '',
    'bloqr: wrangler.toml has no environment staging. It has preview.\n',
  ]);
});
