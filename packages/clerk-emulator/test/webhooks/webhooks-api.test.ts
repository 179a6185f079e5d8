import { describe, expect, it } from 'vitest';
import { createWebhooksApi } from '../../src/webhooks/webhooks-api.ts';
import { eventOf, start, startDispatcher, url } from './start-dispatcher.ts';

function startApi(answer?: Parameters<typeof startDispatcher>[0]) {
  const harness = startDispatcher(answer);
  const api = createWebhooksApi(harness.dispatcher);
  const call = async (method: string, path: string, body?: unknown) => {
    const init = { method, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await api.request(path, init);
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text) };
  };
  return { ...harness, api, call };
}

describe('/emulator/webhooks', () => {
  it('makes, shows, changes, rotates and removes endpoints', async () => {
    const { call } = startApi();
    const made = await call('POST', '/endpoints', { url, eventTypes: ['user.created'] });
    expect(made).toMatchObject({
      status: 201,
      body: { url, secrets: [{ secret: expect.stringMatching(/^whsec_/) }] },
    });
    const path = `/endpoints/${made.body.id}`;
    expect((await call('GET', path)).body).toEqual(made.body);
    expect((await call('GET', '/endpoints')).body).toEqual([made.body]);
    expect(
      (await call('PATCH', path, { isDisabled: true, faults: { duplicateShare: 0.2 } })).body,
    ).toMatchObject({
      disabled: { reason: 'by-hand' },
      faults: { duplicateShare: 0.2 },
      eventTypes: ['user.created'],
    });
    expect((await call('POST', `${path}/rotate`, { overlapMs: 1000 })).body.secrets).toMatchObject([
      { expiresAt: null },
      { secret: made.body.secrets[0].secret, expiresAt: start + 1000 },
    ]);
    expect((await call('POST', `${path}/rotate`)).body.secrets).toHaveLength(3);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
  });

  it('sends test webhooks, and shows messages and attempts, the newest first', async () => {
    const { call, clock } = startApi(() => new Response('fine'));
    const { body: endpoint } = await call('POST', '/endpoints', { url });
    const sent = await call('POST', `/endpoints/${endpoint.id}/test`, { type: 'user.created' });
    expect(sent).toMatchObject({ status: 202, body: { isTest: true, eventType: 'user.created' } });
    await clock.advance(1000);
    await call('POST', `/endpoints/${endpoint.id}/test`, { type: 'user.deleted', generation: '2022' });
    await clock.advance(1000);
    const { body: messages } = await call('GET', '/messages');
    expect(messages.map(({ eventType }: { eventType: string }) => eventType)).toEqual([
      'user.deleted',
      'user.created',
    ]);
    expect((await call('GET', `/messages/${sent.body.id}`)).body).toMatchObject({
      deliveries: [{ status: 'succeeded' }],
    });
    expect((await call('GET', '/messages?limit=1')).body).toHaveLength(1);
    expect(
      (await call('GET', `/attempts?messageId=${sent.body.id}&endpointId=${endpoint.id}`)).body,
    ).toMatchObject([{ outcome: 'succeeded', status: 200, response: 'fine', number: 1 }]);
    expect((await call('GET', '/attempts')).body).toHaveLength(2);
  });

  it('resends and replays', async () => {
    const { call, clock, dispatcher, arrivals } = startApi();
    const { id } = dispatcher.publish(eventOf());
    const { body: endpoint } = await call('POST', '/endpoints', { url });
    const since = new Date(start).toISOString();
    expect(await call('POST', `/endpoints/${endpoint.id}/replay`, { kind: 'missing', since })).toEqual({
      status: 202,
      body: { count: 1 },
    });
    await clock.advance(0);
    expect((await call('POST', `/messages/${id}/resend`, { endpointId: endpoint.id })).status).toBe(202);
    await clock.advance(0);
    expect(arrivals()).toEqual([id, id]);
    expect((await call('POST', `/endpoints/${endpoint.id}/replay`, { kind: 'failed' })).body).toEqual({
      count: 0,
    });
  });

  it('changes faults as a whole', async () => {
    const { call } = startApi();
    const body = { duplicateShare: 0.2, reorderWithinMs: 5000, seed: 9 };
    expect((await call('PUT', '/faults', body)).body).toMatchObject({ duplicateShare: 0.2, lossShare: 0 });
    expect((await call('GET', '/faults')).body).toMatchObject({ reorderWithinMs: 5000 });
    expect((await call('PUT', '/faults', {})).body).toMatchObject({ duplicateShare: 0, reorderWithinMs: 0 });
  });

  it.each([
    ['POST', '/endpoints', { url: 'https://example.com/' }, 422, 'endpoint-url-refused'],
    ['POST', '/endpoints', { url: 'x' }, 422, 'endpoint-url-invalid'],
    ['POST', '/endpoints', {}, 422, 'request-invalid'],
    ['POST', '/endpoints', { url, secrets: ['whsec_'] }, 422, 'signing-secret-invalid'],
    ['POST', '/endpoints', { url, secrets: [] }, 422, 'signing-secret-invalid'],
    ['POST', '/endpoints', { url, eventTypes: ['a b'] }, 422, 'request-invalid'],
    ['POST', '/endpoints', { url, unknown: 1 }, 422, 'request-invalid'],
    ['PATCH', '/endpoints/ep_x', {}, 404, 'endpoint-not-found'],
    ['DELETE', '/endpoints/ep_x', undefined, 404, 'endpoint-not-found'],
    ['POST', '/endpoints/ep_x/test', { type: 'user.created' }, 404, 'endpoint-not-found'],
    ['POST', '/endpoints/ep_x/test', { type: 'user.signed' }, 422, 'request-invalid'],
    ['POST', '/endpoints/ep_x/replay', { kind: 'failed', since: 'yesterday' }, 422, 'request-invalid'],
    ['POST', '/messages/msg_x/resend', {}, 422, 'request-invalid'],
    ['GET', '/messages/msg_x', undefined, 404, 'message-not-found'],
    ['GET', '/messages?limit=0', undefined, 422, 'request-invalid'],
    ['GET', '/attempts?limit=501', undefined, 422, 'request-invalid'],
    ['PUT', '/faults', { duplicateShare: 1.1 }, 422, 'request-invalid'],
    ['PUT', '/faults', { delayMs: -1 }, 422, 'request-invalid'],
  ])('answers %s %s with %j by %i %s', async (method, path, body, status, code) => {
    const { call } = startApi();
    const answer = await call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors).toEqual([
      { code, message: expect.stringMatching(/\w/), long_message: expect.stringMatching(/\w/) },
    ]);
  });

  it('answers a body that is not JSON by 422', async () => {
    const { api } = startApi();
    const response = await api.request('/endpoints', { method: 'POST', body: 'url=http://localhost' });
    expect([response.status, await response.text()]).toEqual([422, expect.stringContaining('not JSON')]);
  });
});
