import { join } from 'node:path';
import { findIsolation, type Isolation, runIsolated } from './canary/network-namespace.ts';
import type { ProofOptions, ProofPart } from './proof-part.ts';

const script = join(import.meta.dirname, 'canary/run-isolated.ts');

/**
 * No spelling of a URL, no redirect and no name server leads the command or the Worker to a connection to an address
 * that is not public. Counted at the other end, in a network namespace where every address there is ends at a server of
 * the proof; where such a namespace cannot be made nothing is connected to, and the part fails.
 */
export const canary: ProofPart = {
  name: 'canary',
  summary: 'no URL, redirect or name server leads to a connection that is not public',
  run: (options) => runCanary(findIsolation(), options),
};

/** Runs the proof as isolated as that, or says why not. */
export async function runCanary(
  isolation: Isolation,
  { seed, scale, print }: ProofOptions,
): Promise<boolean> {
  if (!isolation.isPossible) {
    print(`  NOT RUN, nothing was connected to: ${isolation.reason}`);
    return false;
  }
  const { code, complaint } = await runIsolated(
    isolation.command,
    [script, String(seed), String(scale)],
    print,
  );
  if (code !== 0 && complaint !== '') print(`  ${complaint.trim()}`);
  return code === 0;
}
