import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen, loopbackHosts } from './listen.ts';

/** What stands at the port that people know, in front of the Worker's own, which changes with every reload. */
export interface Relay {
  /** Where connections lead from now on; those that came before the first target wait for it. */
  setTarget(port: number): void;
  close(): void;
}

/** While the Worker is loaded anew, nobody listens at its port. */
const retryMs = 100;
const retriesMax = 100;

/**
 * Passes connections on to the Worker, byte by byte, and its client's leaving as a reset. workerd does not look at a
 * connection while it works on a request; it hears of a reset, and of a closed one only when it next writes
 * (https://github.com/cloudflare/workerd/pull/5062). As with most servers, a client that closes only its sending side
 * counts as gone, too.
 *
 * @returns undefined where the port is in use
 */
export async function startRelay(port: number): Promise<Relay | undefined> {
  let target: number | undefined;
  const servers: Server[] = [];
  const close = (): void => {
    for (const server of servers) server.close();
  };
  for (const host of loopbackHosts) {
    const server = createServer((client) => void relay(client, () => target));
    const outcome = await listen(server, port, host);
    if (outcome === 'taken') {
      close();
      return undefined;
    }
    if (outcome === 'listening') servers.push(server);
  }
  return {
    setTarget(workerPort) {
      target = workerPort;
    },
    close,
  };
}

async function relay(client: Socket, findTarget: () => number | undefined): Promise<void> {
  client.on('error', () => client.destroy());
  const worker = await reach(client, findTarget);
  if (worker === undefined || client.destroyed) {
    worker?.destroy();
    client.destroy();
    return;
  }
  const leave = (): void => {
    worker.resetAndDestroy();
    client.destroy();
  };
  client.on('end', leave).on('close', leave);
  worker.on('error', () => client.resetAndDestroy()).on('close', () => client.end());
  client.pipe(worker).pipe(client);
}

/** Connects to the Worker as soon as there is one; undefined where there is none for long, or the client has gone. */
async function reach(client: Socket, findTarget: () => number | undefined): Promise<Socket | undefined> {
  for (let retries = 0; retries < retriesMax && !client.destroyed; ) {
    const port = findTarget();
    const worker = port === undefined ? undefined : await tryConnect(port);
    if (worker !== undefined) return worker;
    if (port !== undefined) retries += 1;
    await new Promise((resolve) => setTimeout(resolve, retryMs));
  }
  return undefined;
}

function tryConnect(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const worker = connect({ port, host: '127.0.0.1', noDelay: true });
    worker.once('connect', () => resolve(worker.off('error', giveUp)));
    worker.once('error', giveUp);

    function giveUp(): void {
      resolve(undefined);
    }
  });
}
