import { connect, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { findFreePort } from '../find-free-port.ts';
import { type Relay, startRelay } from './relay.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A server that stands for the Worker, with what happened to its connections. */
async function startWorker(onConnection: (socket: Socket) => void = () => {}) {
  const ends: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', ({ code }: NodeJS.ErrnoException) => ends.push(code ?? 'error'));
    socket.on('end', () => ends.push('end'));
    socket.resume();
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUps.push(() => server.close());
  return { port: portOf(server), ends };
}

function portOf(server: { address(): unknown }): number {
  return Number(Reflect.get(Object(server.address()), 'port'));
}

async function relayTo(target?: number): Promise<{ port: number; relay: Relay }> {
  const port = await findFreePort();
  const relay = await startRelay(port);
  if (relay === undefined) throw new Error('the port is taken');
  cleanUps.push(() => relay.close());
  if (target !== undefined) relay.setTarget(target);
  return { port, relay };
}

function open(port: number): Socket {
  const client = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {});
  cleanUps.push(() => client.destroy());
  return client;
}

async function readAll(client: Socket): Promise<string> {
  let text = '';
  for await (const chunk of client) text += String(chunk);
  return text;
}

describe('the relay in front of the Worker', () => {
  it.each([
    { name: 'closes its connection', leave: (client: Socket) => client.destroy() },
    { name: 'resets its connection', leave: (client: Socket) => client.resetAndDestroy() },
    { name: 'closes its sending side', leave: (client: Socket) => client.end() },
  ])('resets the connection of a client that $name', async ({ leave }) => {
    const worker = await startWorker((socket) => socket.write('begun'));
    const client = open((await relayTo(worker.port)).port);
    client.write('request');
    await new Promise((resolve) => client.once('data', resolve));
    leave(client);
    await expect.poll(() => worker.ends).toEqual(['ECONNRESET']);
  });

  it('passes everything on before it ends a connection that the Worker ends', async () => {
    const text = 'x'.repeat(5_000_000);
    const worker = await startWorker((socket) => socket.once('data', () => socket.end(text)));
    const client = open((await relayTo(worker.port)).port);
    client.write('request');
    expect(await readAll(client)).toBe(text);
  });

  it('lets connections wait until there is a Worker', async () => {
    const worker = await startWorker((socket) => socket.end('here'));
    const { port, relay } = await relayTo();
    const answer = readAll(open(port));
    relay.setTarget(worker.port);
    expect(await answer).toBe('here');
  });

  it('leads to the Worker that was loaded last', async () => {
    const [first, second] = [
      await startWorker((socket) => socket.end('first')),
      await startWorker((socket) => socket.end('second')),
    ];
    const { port, relay } = await relayTo(first.port);
    expect(await readAll(open(port))).toBe('first');
    relay.setTarget(second.port);
    expect(await readAll(open(port))).toBe('second');
  });

  it('is not to be had at a port that is in use', async () => {
    const { port } = await startWorker();
    expect(await startRelay(port)).toBeUndefined();
  });
});
