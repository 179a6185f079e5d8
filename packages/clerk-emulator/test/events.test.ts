import { Webhook } from 'svix';
import { expect, it } from 'vitest';
import { VirtualClock } from '../src/index.ts';
import { start, startEmulator } from './start-emulator.ts';

const endpointUrl = 'http://localhost:8787/api/webhooks/clerk';

it('a change of metadata is announced with the whole user as the API shows it', async () => {
  const { call, addUser, events, emulator } = await startEmulator();
  const id = await addUser('a@example.com');
  const { body } = await call(`PATCH /v1/users/${id}/metadata`, { public_metadata: { tier: 'pro' } });
  const { instanceId } = await emulator.connect();
  expect(events.at(-1)).toEqual({
    object: 'event',
    type: 'user.updated',
    data: body,
    timestamp: start,
    instance_id: instanceId,
    event_attributes: { http_request: { client_ip: '', user_agent: '' } },
  });
});

it('what is refused is not announced', async () => {
  const { call, addUser, events } = await startEmulator();
  const id = await addUser('a@example.com');
  await call(`PATCH /v1/users/${id}/metadata`, { tier: 'pro' });
  await call(`PATCH /v1/users/${id}`, { colour: 'red' });
  await call(`POST /v1/users/${id}/remove_password`);
  expect(events.map(({ type }) => type)).toEqual(['user.created']);
});

it('a ban is announced with the sessions that it ends', async () => {
  const { call, addUser, events } = await startEmulator();
  const id = await addUser('a@example.com');
  const { body: session } = await call('POST /v1/sessions', { user_id: id });
  await call(`POST /v1/users/${id}/ban`);
  expect(events.map(({ type }) => type)).toEqual([
    'user.created',
    'session.created',
    'user.updated',
    'session.revoked',
  ]);
  expect(events.at(-1)?.data).toMatchObject({
    id: session.id,
    status: 'revoked',
    user: { id, banned: true },
  });
});

it('a sign-in in the browser changes the user, unless the settings say otherwise', async () => {
  const { call, addUser, events, emulator } = await startEmulator();
  const userId = await addUser('a@example.com');
  await emulator.mintToken({ userId });
  expect(events.map(({ type }) => type)).toEqual(['user.created', 'session.created', 'user.updated']);
  expect(events.at(-1)?.data).toMatchObject({
    last_sign_in_at: start,
    last_active_at: Date.UTC(2023, 10, 14),
    updated_at: start + 1,
  });
  await call('PATCH /emulator/settings', { announceSignIns: false });
  await emulator.mintToken({ userId });
  expect(events).toHaveLength(4);
});

it('an answer waits until its events were taken in, in their order', async () => {
  const taken: string[] = [];
  const { addUser, emulator } = await startEmulator({
    onEvent: async ({ type }) => {
      await Promise.resolve();
      taken.push(type);
    },
  });
  const userId = await addUser('a@example.com');
  expect(taken).toEqual(['user.created']);
  await emulator.mintToken({ userId });
  expect(taken).toEqual(['user.created', 'session.created', 'user.updated']);
});

it('users’ events reach the endpoint signed, and sessions’ do not', async () => {
  const clock = new VirtualClock({ start });
  const received: { headers: Record<string, string>; body: string }[] = [];
  const { emulator, addUser, call } = await startEmulator({
    now: clock.now,
    webhooks: {
      clock,
      endpointUrl,
      fetch: async (request) => {
        received.push({ headers: Object.fromEntries(request.headers), body: await request.text() });
        return new Response();
      },
    },
  });
  const id = await addUser('a@example.com');
  await call('POST /v1/sessions', { user_id: id });
  await call(`DELETE /v1/users/${id}`);
  await clock.advance(0);
  const { webhookSecret = '' } = await emulator.connect();
  // The library compares with the real time: what was signed in 2023 is read without that check.
  const events = received.map(({ headers, body }) => {
    const webhook = new Webhook(webhookSecret);
    const signature = webhook.sign(headers['svix-id'] ?? '', new Date(clock.now()), body);
    expect(headers['svix-signature']).toBe(signature);
    return JSON.parse(body);
  });
  // Deliveries have no order.
  expect(events.map(({ type }) => type).toSorted()).toEqual(['user.created', 'user.deleted']);
  const { body: attempts } = await call('GET /emulator/webhooks/attempts');
  expect(attempts).toHaveLength(2);
});
