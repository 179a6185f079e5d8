import { createServer, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeProductWorker, productEntryPoint } from './product-worker.ts';
import { type RunningWorkerd, startWorkerd } from './start-workerd.ts';

/** Well below the 15 s after which the Worker gives a source up by itself. */
const leaveTimeLimitMs = 8000;

const startTimeLimitMs = 30_000;
const answers: ServerResponse[] = [];
/** A source that begins, and never ends. */
const source = createServer((_request, response) => {
  answers.push(response);
  response.writeHead(200, { 'Content-Type': 'text/plain' }).write('||endless.example.org^\n');
});
let sourceHost: string;
let workerd: RunningWorkerd;

beforeAll(async () => {
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
  sourceHost = `127.0.0.1:${Reflect.get(Object(source.address()), 'port')}`;
  const worker = describeProductWorker({ ENVIRONMENT: 'local', SOURCE_HOST_ALLOWLIST: sourceHost });
  workerd = await startWorkerd(productEntryPoint, { worker, isQuiet: true });
}, startTimeLimitMs);

afterAll(async () => {
  await workerd.stop();
  source.closeAllConnections();
  source.close();
});

// What workerd does not notice: a plain POST whose client closes its connection without a reset.
it.each([
  { route: 'api/compile/stream', leave: 'close' },
  { route: 'api/compile/stream', leave: 'reset' },
  { route: 'api/compile', leave: 'reset' },
] as const)(
  'workerd by itself ends the fetches of $route where the client leaves with a $leave',
  async ({ route, leave }) => {
    answers.length = 0;
    const { host, hostname, port, pathname } = new URL(route, workerd.url);
    const configuration = { name: 'x', sources: [{ source: `http://${sourceHost}/${route}/${leave}` }] };
    const body = JSON.stringify({ configuration });
    const client = connect(Number(port), hostname).resume();
    client.write(
      `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => answers.length, { timeout: leaveTimeLimitMs }).toBe(1);
    if (leave === 'close') client.destroy();
    else client.resetAndDestroy();
    await expect.poll(() => answers[0]?.destroyed, { timeout: leaveTimeLimitMs }).toBe(true);
  },
  3 * leaveTimeLimitMs,
);
