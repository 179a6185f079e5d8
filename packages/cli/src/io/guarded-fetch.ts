import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type HttpResponse, isPublicAddress, type SourcePorts } from '@bloqr/compiler';
import type { Agent } from 'undici';
import { hostAndPort } from './host-and-port.ts';
import { PrivateAddressError } from './private-address-error.ts';

/** A `fetch` for sources, and the end of its connections. */
export interface GuardedFetch {
  readonly fetch: NonNullable<SourcePorts['fetch']>;
  close(): Promise<void>;
}

/**
 * A `fetch` that connects to public addresses only. The name of a host is checked when it has become an address, right
 * before the connection is made, so that a name server cannot answer the check with one address and the connection
 * with another. `hostAllowlist` (`host:port`) may resolve to anything.
 *
 * undici is loaded with the first request: most compiles read files.
 */
export function createGuardedFetch(hostAllowlist: ReadonlySet<string>): GuardedFetch {
  let agents: { readonly guarded: Agent; readonly open: Agent } | undefined;
  return {
    async fetch(url, { headers, signal }) {
      const { Agent, fetch } = await import('undici');
      agents ??= { guarded: new Agent({ connect: { lookup: lookupPublic } }), open: new Agent() };
      return fetch(url, {
        headers,
        signal: signal instanceof AbortSignal ? signal : null,
        redirect: 'manual',
        dispatcher: hostAllowlist.has(hostAndPort(new URL(url))) ? agents.open : agents.guarded,
      }) satisfies Promise<HttpResponse>;
    },
    async close() {
      await Promise.all([agents?.guarded.destroy(), agents?.open.destroy()]);
    },
  };
}

/** The system's look-up, failing where any of the addresses is not public. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const local = addresses?.find(({ address }) => !isPublicAddress(address));
    if (error !== null) callback(error, []);
    else if (local === undefined) callback(null, addresses);
    else callback(new PrivateAddressError(hostname, local.address), []);
  });
};
