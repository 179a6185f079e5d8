import { connect, createServer, isIP, type LookupFunction, type Server } from 'node:net';
import { connect as connectTls, setDefaultCACertificates, TLSSocket } from 'node:tls';
import type { GuardedNetwork } from '../../../packages/cli/src/io/guarded-fetch.ts';
import type { CanaryCases } from './canary-cases.ts';
import { canaryPorts } from './canary-spellings.ts';
import { type CanaryHit, openListeners, speak, type TlsIdentity } from './listeners.ts';
import { openNameServer } from './name-server.ts';
import { isNearAddress } from './near-address.ts';

/** Where the proof takes place: every connection is seen, and none leaves the machine. */
export interface ProofNetwork {
  /** For the command's `fetch`. */
  readonly guardedNetwork: GuardedNetwork;
  readonly hits: readonly CanaryHit[];
  readonly publicCount: () => number;
  /** Lets names be answered as if nobody had asked for them yet. */
  readonly forgetNames: () => void;
  readonly close: () => void;
}

/** The real network of a namespace without a way out: nothing of the product is replaced. */
export async function openIsolatedNetwork(cases: CanaryCases, identity: TlsIdentity): Promise<ProofNetwork> {
  setDefaultCACertificates([identity.cert]);
  const listeners = await openListeners(canaryPorts, cases.answerPublic, identity);
  const names = await openNameServer(cases.answerName);
  return {
    guardedNetwork: {},
    hits: listeners.hits,
    publicCount: listeners.publicCount,
    forgetNames: names.forgetTurns,
    close: () => {
      listeners.close();
      names.close();
    },
  };
}

/**
 * For a machine that cannot isolate: names are answered in this process, a connection to the canary is counted and
 * refused instead of made, and one to a public server goes to a stand-in on the loopback. So no packet can leave.
 */
export async function openDialedNetwork(
  cases: CanaryCases,
  identity: TlsIdentity | undefined,
): Promise<ProofNetwork> {
  const hits: CanaryHit[] = [];
  let publicCount = 0;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    speak(socket, cases.answerPublic);
  });
  const tlsServer = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    if (identity === undefined) return void socket.destroy();
    const secured = new TLSSocket(socket, { isServer: true, ...identity });
    secured.on('error', () => socket.destroy());
    speak(secured, cases.answerPublic);
  });
  const ports = { http: await listenOnLoopback(server), https: await listenOnLoopback(tlsServer) };

  const turns = new Map<string, number>();
  const lookup: GuardedNetwork['lookup'] = (hostname, _options, callback) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    const turn = turns.get(name) ?? 0;
    turns.set(name, turn + 1);
    const addresses = cases.answerName(name, turn).addresses;
    callback(
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );
  };
  return {
    guardedNetwork: {
      lookup,
      createConnector: (guardedLookup) => (options, callback) => {
        const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
        resolve(options.hostname, guardedLookup, (error, addresses) => {
          if (error !== null) return callback(error, null);
          const near = addresses.filter(isNearAddress);
          hits.push(...near.map((address) => ({ address, port })));
          if (near.length > 0) return callback(new Error('the canary'), null);
          publicCount += 1;
          const isTls = options.protocol === 'https:';
          const socket = isTls
            ? connectTls({ host: '127.0.0.1', port: ports.https, rejectUnauthorized: false })
            : connect(ports.http, '127.0.0.1');
          socket.once('error', (failure) => callback(failure, null));
          socket.once(isTls ? 'secureConnect' : 'connect', () => callback(null, socket));
        });
      },
    },
    hits,
    publicCount: () => publicCount,
    forgetNames: () => turns.clear(),
    close: () => {
      server.close();
      tlsServer.close();
    },
  };
}

function resolve(
  host: string,
  lookup: LookupFunction,
  callback: (error: Error | null, addresses: readonly string[]) => void,
): void {
  const literal = host.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) {
    callback(null, [literal]);
    return;
  }
  lookup(host, { all: true }, (error, found) => {
    if (error !== null) return callback(error, []);
    callback(null, typeof found === 'string' ? [found] : found.map(({ address }) => address));
  });
}

async function listenOnLoopback(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the stand-in has no port');
  return address.port;
}
