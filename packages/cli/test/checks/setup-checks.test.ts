import { rmSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkCatalogue } from '../../src/checks/check-catalogue.data.ts';
import { brokenSetups } from './broken-setups.data.ts';
import { checkScene, openScene, type Scene } from './setup-scene.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => rmSync(scene.root, { recursive: true, force: true }));

describe.each(['doctor', 'preflight'] as const)('a healthy set-up, looked at by the %s', (command) => {
  it('has no finding', async () => {
    const results = await checkScene(scene, command);
    expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    // Nothing is left out for want of something, so that a finding could hide behind it.
    expect(results.filter(({ outcome }) => outcome.kind === 'unknown')).toEqual([]);
  });

  it('has its users counted once', async () => {
    await checkScene(scene, command);
    expect(scene.userQueries).toBe(1);
  });
});

describe('a set-up as editors on other systems save it', () => {
  it.each([
    { name: 'with CRLF', change: (text: string) => text.replaceAll('\n', '\r\n') },
    { name: 'with a byte order mark', change: (text: string) => `\uFEFF${text}` },
    { name: 'with export', change: (text: string) => text.replace(/^/gm, 'export ').replace(/export $/, '') },
    { name: 'in quotation marks', change: (text: string) => text.replace(/=(.*)/g, '="$1"') },
    { name: 'with every line twice', change: (text: string) => `${text}${text}` },
  ])('$name has no finding', async ({ change }) => {
    scene.envLocalText = change;
    const results = await checkScene(scene, 'doctor');
    expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    expect(results.filter(({ outcome }) => outcome.kind === 'unknown')).toEqual([]);
  });

  it.each(['doctor', 'preflight'] as const)(
    'with CRLF and a byte order mark in wrangler.toml has no finding for the %s',
    async (command) => {
      scene.wranglerToml = `\uFEFF${scene.wranglerToml.replaceAll('\n', '\r\n')}`;
      const results = await checkScene(scene, command);
      expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    },
  );
});

describe('before migrations', () => {
  it.each([
    {
      pending: 2,
      outcome: { kind: 'unknown', reason: expect.stringMatching(/^2 of \d+ are pending, and applied next$/) },
    },
    { pending: 0, outcome: { kind: 'good', note: expect.any(String) } },
  ])('$pending that are pending are no finding', async ({ pending, outcome }) => {
    scene.isBeforeMigrations = true;
    scene.database.migrations = scene.database.migrations.toSorted();
    scene.database.migrations.splice(scene.database.migrations.length - pending);
    const results = await checkScene(scene, 'preflight');
    expect(results.find(({ check }) => check.id === 'migrations-applied')?.outcome).toEqual(outcome);
    expect(results.filter((one) => one.outcome.kind === 'bad')).toEqual([]);
  });
});

describe('offline', () => {
  it.each(['doctor', 'preflight'] as const)(
    'nobody is asked by the %s, and nothing is wrong for that',
    async (command) => {
      scene.isOffline = true;
      scene.ask = () => Promise.reject(new Error('somebody was asked'));
      const results = await checkScene(scene, command);
      expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
      const left = results.filter(({ outcome }) => outcome.kind === 'unknown');
      expect(left.map(({ check }) => check.id)).toContain('key-set-reachable');
      for (const { outcome } of left) expect(outcome).toEqual({ kind: 'unknown', reason: '--offline' });
    },
  );
});

describe('what is not told', () => {
  it('of a deployment’s secrets is not checked, and said to be so', async () => {
    scene.isRemote = false;
    const results = await checkScene(scene, 'preflight');
    expect(results.filter(({ outcome }) => outcome.kind === 'bad')).toEqual([]);
    const left = results.filter(({ outcome }) => outcome.kind === 'unknown').map(({ check }) => check.id);
    expect(left).toEqual([
      'wrangler-signed-in',
      'secrets-stored',
      'migrations-applied',
      'accounts-in-line',
      'administrator-exists',
    ]);
  });

  it('of the signed-in session is shown by the session’s own token', async () => {
    const [template] = (await scene.callClerk('GET', '/v1/jwt_templates')) as unknown as { id: string }[];
    await scene.callClerk('DELETE', `/v1/jwt_templates/${template?.id}`);
    const sessionTokenClaims = { metadata: '{{user.public_metadata}}' };
    await scene.callClerk('PATCH', '/emulator/settings', { sessionTokenClaims });
    const results = await checkScene(scene, 'doctor');
    const outcome = results.find(({ check }) => check.id === 'token-claim')?.outcome;
    expect(outcome).toEqual({ kind: 'good', note: 'the session token' });
  });
});

describe('what is broken is found, and nothing else', () => {
  it.each(brokenSetups)('$id by the $command: $finding', async ({ id, command, change, finding }) => {
    await change(scene);
    const results = await checkScene(scene, command);
    const bad = results.filter(({ outcome }) => outcome.kind === 'bad');
    expect(bad.map(({ check, outcome }) => [check.id, outcome])).toEqual([
      [id, { kind: 'bad', findings: expect.arrayContaining([expect.stringMatching(finding)]) }],
    ]);
  });

  it('has a case for every check that can find something', () => {
    const tested = new Set(brokenSetups.map(({ id }) => id));
    const all = checkCatalogue.filter(({ commands }) => commands.some((command) => command !== 'verify'));
    // Nobody but the operator can tell.
    expect(all.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual(['webhook-endpoint']);
  });
});
