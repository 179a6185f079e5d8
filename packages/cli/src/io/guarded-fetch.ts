import type { LookupAddress, LookupAllOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type HttpResponse, isPublicAddress, type SourcePorts } from '@bloqr/compiler';
import type { buildConnector } from 'undici';
import { hostAndPort } from './host-and-port.ts';
import { PrivateAddressError } from './private-address-error.ts';

/** A `fetch` for sources, and the end of its connections. */
export interface GuardedFetch {
  readonly fetch: NonNullable<SourcePorts['fetch']>;
  close(): Promise<void>;
}

/** What names become, and how connections are made. Left out, Node's own. */
export interface GuardedNetwork {
  /** All addresses of a host, as `lookup` of `node:dns` gives them. */
  readonly lookup?: (
    hostname: string,
    options: LookupAllOptions,
    callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
  ) => void;
  /**
   * Makes what connects, as undici's `buildConnector` does it.
   *
   * @param lookup the lookup that every name has to go through
   */
  readonly createConnector?: (lookup: LookupFunction) => buildConnector.connector;
}

/**
 * A `fetch` that connects to public addresses only. The name of a host is checked when it has become an address, right
 * before the connection is made, so that a name server cannot answer the check with one address and the connection
 * with another; an address in a URL counts as it stands there. `hostAllowlist` (`host:port`) may resolve to anything.
 */
export function createGuardedFetch(
  hostAllowlist: ReadonlySet<string>,
  network: GuardedNetwork = {},
): GuardedFetch {
  let client: ReturnType<typeof createClient> | undefined;
  return {
    async fetch(url, { headers, signal }): Promise<HttpResponse> {
      const parsed = new URL(url);
      const isAllowed = hostAllowlist.has(hostAndPort(parsed));
      if (!isAllowed) refuseLocalAddress(parsed.hostname);
      client ??= createClient(network);
      const { fetch, guarded, open } = await client;
      try {
        return await fetch(url, {
          headers,
          signal: signal instanceof AbortSignal ? signal : null,
          redirect: 'manual',
          dispatcher: isAllowed ? open : guarded,
        });
      } catch (error) {
        // "fetch failed" says nothing; its cause does.
        throw error instanceof Error && error.cause !== undefined ? error.cause : error;
      }
    },
    async close() {
      if (client === undefined) return;
      const { guarded, open } = await client;
      await Promise.all([guarded.destroy(), open.destroy()]);
    },
  };
}

/** An address in the place of a name is never looked up. */
function refuseLocalAddress(host: string): void {
  const isIpv6 = host.startsWith('[');
  if (!isIpv6 && !/^[\d.]+$/.test(host)) return;
  const address = isIpv6 ? host.slice(1, -1) : host;
  if (!isPublicAddress(address)) throw new PrivateAddressError(host, address);
}

/** Loaded with the first request, which most compiles never make. */
async function createClient({ createConnector, lookup: givenLookup }: GuardedNetwork) {
  const [{ Agent, fetch }, dns] = await Promise.all([import('undici'), import('node:dns')]);
  const lookup = givenLookup ?? dns.lookup;
  const lookupPublic: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const local = addresses?.find(({ address }) => !isPublicAddress(address));
      if (error !== null) callback(error, []);
      else if (local === undefined) callback(null, addresses);
      else callback(new PrivateAddressError(hostname, local.address), []);
    });
  };
  const connect = createConnector?.(lookupPublic) ?? { lookup: lookupPublic };
  return { fetch, guarded: new Agent({ connect }), open: new Agent() };
}
