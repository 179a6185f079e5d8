import { runConvergence } from './convergence/run-convergence.ts';
import type { ProofPart } from './proof-part.ts';

const full = { deliveryCount: 10_000, killCount: 5 };
const killsMin = 1;

/** The local Clerk as the sender, a real workerd as the receiver, and SIGKILL in between. */
export const convergenceKillsPart: ProofPart = {
  name: 'convergence-kills',
  summary:
    '10000 deliveries of the local Clerk, out of order, doubled and failing, while workerd is killed 5 times: D1 equals it',
  run: async ({ seed, scale, print }) => {
    if (process.platform === 'win32') {
      print('  Windows has no process groups to kill');
      return 'skipped';
    }
    const size = {
      seed,
      deliveryCount: Math.ceil(full.deliveryCount * scale),
      killCount: Math.max(killsMin, Math.round(full.killCount * Math.min(scale, 1))),
    };
    return (await runConvergence(size, print)).length === 0;
  },
};
