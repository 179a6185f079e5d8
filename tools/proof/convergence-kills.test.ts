import { expect, it } from 'vitest';
import { runConvergence } from './convergence/run-convergence.ts';

/** wrangler has to start three times, on a machine that does other things, too. */
const timeoutMs = 180_000;

// A small part of `npm run proof -- convergence-kills`, with a seed of its own.
it.skipIf(process.platform === 'win32')(
  'nothing that was acknowledged is lost when workerd is killed, and the rows are those of the local Clerk',
  async () => {
    const printed: string[] = [];
    const size = { seed: 7, deliveryCount: 200, killCount: 1 };
    const faults = await runConvergence(size, (text) => printed.push(text));
    expect(faults, printed.join('\n')).toEqual([]);
    expect(printed.join('\n')).toMatch(/1 kills/);
  },
  timeoutMs,
);
