import { runMigrationKills } from './migration/run-migration-kills.ts';
import type { ProofPart } from './proof-part.ts';

const peopleCount = 1000;
const peopleMin = 20;

/** The real command, killed by SIGKILL on its way. */
export const migrationKillsPart: ProofPart = {
  name: 'migration-kills',
  summary:
    '1000 users of Clerk moved by bloqr clerk migrate, killed at each step, there and back; they sign in over HTTP',
  run: async ({ scale, print }) => {
    if (process.platform === 'win32') {
      print('  Windows has no process groups to kill');
      return 'skipped';
    }
    const faults = await runMigrationKills(Math.max(peopleMin, Math.ceil(peopleCount * scale)), print);
    for (const fault of faults) print(`  ${fault}`);
    return faults.length === 0;
  },
};
