import { connect, type Socket } from 'node:net';
import { describe, inject, it } from 'vitest';
import { waitUntilList } from './leaving.ts';

/** Asks over a connection of its own for a compile of one list. */
function ask(route: string, path: string): Socket {
  const { host, hostname, port } = new URL(inject('product'));
  const configuration = { name: 'x', sources: [{ source: `${inject('lists')}${path}` }] };
  const body = JSON.stringify({ configuration });
  const client = connect(Number(port), hostname).resume();
  client.write(
    `POST ${route} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  return client;
}

describe('a client that leaves npm start', () => {
  it.each([
    { route: '/api/compile', leave: 'close' },
    { route: '/api/compile', leave: 'reset' },
    { route: '/api/compile/stream', leave: 'close' },
    { route: '/api/compile/stream', leave: 'reset' },
  ] as const)('with a $leave ends the fetches of POST $route', async ({ route, leave }) => {
    const path = `/endless.txt?${route}-${leave}`;
    const client = ask(route, path);
    await waitUntilList(path, 'asked');
    if (leave === 'close') client.destroy();
    else client.resetAndDestroy();
    await waitUntilList(path, 'left');
  });
});
