import { describe, expect, it } from 'vitest';
import { makeCanaryCases } from './canary/canary-cases.ts';
import { findIsolation, listWaysOut } from './canary/network-namespace.ts';
import { openDialedNetwork } from './canary/proof-network.ts';
import { proveCommand } from './canary/prove-canary.ts';
import { makeTlsIdentity } from './canary/tls-identity.ts';
import { runCanary } from './canary.ts';

/** workerd has to be bundled for and started twice, on a machine that does other things, too. */
const timeoutMs = 120_000;

// A small part of `npm run proof -- canary`, with seeds of its own.
describe('no URL, redirect or name server leads to a connection that is not public', () => {
  const isolation = findIsolation();

  it.runIf(isolation.isPossible)(
    'counted by servers at all addresses of an isolated network',
    async () => {
      const printed: string[] = [];
      const print = (text: string) => printed.push(text);
      const isProved = await runCanary(isolation, { seed: 20, scale: 0.02, caseIndex: undefined, print });
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

describe('the proof', () => {
  it('is not run and not passed where the network cannot be isolated', async () => {
    const printed: string[] = [];
    const options = { seed: 1, scale: 1, caseIndex: undefined, print: (text: string) => printed.push(text) };
    expect(await runCanary({ isPossible: false, reason: 'no namespaces here' }, options)).toBe(false);
    expect(printed).toEqual(['  NOT RUN, nothing was connected to: no namespaces here']);
  });

  const heading = 'Iface\tDestination\tGateway\n';
  const ipv6 = (device: string) =>
    `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00000400 1 0 00000001   ${device}\n`;

  it.each([
    ['no route at all', heading, '', []],
    ['routes on the loopback', `${heading}lo\t0000007F\t00000000\n`, ipv6('lo'), []],
    ['a default route', `${heading}eth0\t00000000\t0101A8C0\n`, ipv6('lo'), ['eth0']],
    ['a default route of IPv6', heading, ipv6('lo') + ipv6('wlan0'), ['wlan0']],
  ])('sees %s', (_, ipv4, ipv6Text, ways) => {
    expect(listWaysOut(ipv4, ipv6Text)).toEqual(ways);
  });
});
