import { expect, it } from 'vitest';
import { runMigrationKills } from './migration/run-migration-kills.ts';

/** The command starts some ten times, on a machine that does other things, too. */
const timeoutMs = 300_000;

// A small part of `npm run proof -- migration-kills`.
it.skipIf(process.platform === 'win32')(
  'bloqr clerk migrate that is killed at any step is gone on with and taken back, and people sign in',
  async () => {
    const printed: string[] = [];
    const faults = await runMigrationKills(8, (text) => printed.push(text));
    expect(faults, printed.join('\n')).toEqual([]);
    expect(printed.join('\n')).toMatch(/killed 4 times/);
  },
  timeoutMs,
);
