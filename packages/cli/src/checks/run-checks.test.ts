import { describe, expect, it } from 'vitest';
import { good, type Probe } from './check.ts';
import { type CheckId, checkCatalogue } from './check-catalogue.data.ts';
import { listFailures, runChecks } from './run-checks.ts';

/** All checks of the doctor are good but for one, which is made by `probe`. */
function check(id: CheckId, probe: Probe<undefined>) {
  const ids = checkCatalogue.filter(({ commands }) => commands.includes('doctor')).map((one) => one.id);
  const probes = Object.fromEntries(ids.map((one) => [one, one === id ? probe : () => good]));
  return runChecks({ command: 'doctor', subject: undefined, probes, timeLimitSeconds: 0.05 });
}

describe('a check', () => {
  it('that does not answer is a finding, and keeps no other one waiting', async () => {
    const results = await check('key-set-reachable', () => new Promise(() => {}));
    expect(results.filter(({ outcome }) => outcome.kind !== 'good')).toEqual([
      expect.objectContaining({
        check: expect.objectContaining({ id: 'key-set-reachable' }),
        outcome: { kind: 'bad', findings: ['There was no answer within 0.05 s.'] },
      }),
    ]);
  });

  it.each([
    ['throws', () => Promise.reject(new Error('why'))],
    [
      'throws at once',
      () => {
        throw new Error('why');
      },
    ],
  ] as const)('that %s is not checked, and says why', async (_, probe) => {
    const results = await check('key-set-reachable', probe);
    expect(results.filter(({ outcome }) => outcome.kind !== 'good').map(({ outcome }) => outcome)).toEqual([
      { kind: 'unknown', reason: 'why' },
    ]);
  });

  it('says what mends it on this machine', async () => {
    const results = await check('migrations-applied', () => ({ kind: 'bad', findings: [] }));
    expect(results.find(({ check: { id } }) => id === 'migrations-applied')?.fix).toMatch(/--local$/);
  });

  it('of a command must have a probe', async () => {
    const run = { command: 'doctor', subject: undefined, probes: {}, timeLimitSeconds: 1 } as const;
    await expect(runChecks(run)).rejects.toThrow('node-version has no probe');
  });
});

it('a warning fails a run that is strict', async () => {
  const results = await check('variables-known', () => ({ kind: 'bad', findings: [] }));
  expect(listFailures(results, false)).toEqual([]);
  expect(listFailures(results, true)).toHaveLength(1);
});

describe('the catalogue', () => {
  it('has each id once', () => {
    const ids = checkCatalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
