import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { createTimerClock } from '../../src/webhooks/delivery-clock.ts';
import { createWebhookDispatcher, type WebhookDispatcher } from '../../src/webhooks/webhook-dispatcher.ts';
import { createIds, eventOf } from './start-dispatcher.ts';

let server: Server | undefined;
let dispatcher: WebhookDispatcher | undefined;
afterEach(() => {
  dispatcher?.close();
  server?.close();
  server?.closeAllConnections();
});

/** A server on a free port of this machine; the statuses are given in turn. */
async function listen(...statuses: number[]) {
  const requests: { readonly path: string | undefined; readonly agent: string | undefined }[] = [];
  server = createServer((request, response) => {
    requests.push({ path: request.url, agent: request.headers['user-agent'] });
    const status = statuses.shift() ?? 204;
    if (status !== 0) response.writeHead(status, { location: '/elsewhere' }).end();
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, requests };
}

const start = (timeoutMs: number): WebhookDispatcher => {
  dispatcher = createWebhookDispatcher({
    clock: createTimerClock(Date.now),
    fetch,
    newId: createIds(),
    random: () => 0.5,
    timeoutMs,
  });
  return dispatcher;
};

it('delivers over the network in real time, and follows no redirect', async () => {
  const { url, requests } = await listen(307);
  const started = start(15_000);
  started.createEndpoint({ url });
  const { id } = started.publish(eventOf());
  await vi.waitFor(() => expect(started.attempts()).toMatchObject([{ outcome: 'refused', status: 307 }]));
  const [endpoint] = started.endpoints;
  started.resend(id, `${endpoint?.id}`);
  await vi.waitFor(() => expect(started.attempts()[0]).toMatchObject({ outcome: 'succeeded', status: 204 }));
  expect(requests.map(({ path }) => path)).toEqual(['/hook', '/hook']);
  expect(requests[0]?.agent).toMatch(/^Svix-Webhooks\//);
});

it('gives up a request that is not answered in time', async () => {
  const { url } = await listen(0);
  const started = start(20);
  started.createEndpoint({ url });
  started.publish(eventOf());
  await vi.waitFor(() => expect(started.attempts()).toMatchObject([{ outcome: 'timed-out', status: null }]));
});

it('says why an endpoint cannot be reached', async () => {
  const { url } = await listen();
  const closing = server;
  await new Promise((resolve) => closing?.close(resolve));
  const started = start(15_000);
  started.createEndpoint({ url });
  started.publish(eventOf());
  await vi.waitFor(() => {
    expect(started.attempts()).toMatchObject([
      { outcome: 'unreachable', response: expect.stringContaining('ECONNREFUSED') },
    ]);
  });
});
