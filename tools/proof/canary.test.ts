import { describe, expect, it } from 'vitest';
import { makeCanaryCases } from './canary/canary-cases.ts';
import { findIsolation } from './canary/network-namespace.ts';
import { openDialedNetwork } from './canary/proof-network.ts';
import { proveCommand } from './canary/prove-canary.ts';
import { makeTlsIdentity } from './canary/tls-identity.ts';
import { canary } from './canary.ts';

/** workerd has to be bundled for and started twice, on a machine that does other things, too. */
const timeoutMs = 120_000;

// A small part of `npm run proof -- canary`, with seeds of its own.
describe('no URL, redirect or name server leads to a connection that is not public', () => {
  it.runIf(findIsolation().isPossible)(
    'counted by servers at all addresses of an isolated network',
    async () => {
      const printed: string[] = [];
      const isProved = await canary.run({
        seed: 20,
        scale: 0.02,
        caseIndex: undefined,
        print: (text) => printed.push(text),
      });
      expect(isProved, printed.join('\n')).toBe(true);
    },
    timeoutMs,
  );

  it(
    'counted by what makes the connections of the command, where a network cannot be isolated',
    async () => {
      const printed: string[] = [];
      const cases = makeCanaryCases(21, 0.05);
      const network = await openDialedNetwork(cases, makeTlsIdentity());
      try {
        const isProved = await proveCommand(cases, network, (text) => printed.push(text));
        expect(isProved, printed.join('\n')).toBe(true);
        expect(network.publicCount()).toBeGreaterThan(100);
      } finally {
        network.close();
      }
    },
    timeoutMs,
  );
});
