import { describe, expect, it } from 'vitest';
import {
  createClerkEmulator,
  createMemoryStore,
  EmulatorRefusal,
  type InstanceSnapshot,
} from '../src/index.ts';
import { start, startEmulator } from './start-emulator.ts';

const now = () => start;

describe('an instance', () => {
  it('has keys of the shape of a development instance', async () => {
    const { publishableKey, secretKey, instanceId, issuer } = await createClerkEmulator({ now }).connect();
    expect(secretKey).toMatch(/^sk_test_[0-9A-Za-z]{42}$/);
    expect(instanceId).toMatch(/^ins_[0-9A-Za-z]{27}$/);
    const host = atob(publishableKey.replace('pk_test_', ''));
    expect(host).toMatch(/^[a-z]+-[a-z]+-\d\d\.clerk\.accounts\.dev\$$/);
    expect(issuer).toBe(`https://${host.slice(0, -1)}`);
  });

  it('is another one every time, unless it is kept', async () => {
    const store = createMemoryStore();
    const first = await createClerkEmulator({ now, store }).connect();
    const second = await createClerkEmulator({ now, store }).connect();
    const other = await createClerkEmulator({ now }).connect();
    expect(second).toEqual(first);
    for (const name of ['publishableKey', 'secretKey', 'instanceId'] as const) {
      expect(other[name]).not.toBe(first[name]);
    }
  });

  it('is opened once by requests that come together', async () => {
    let loads = 0;
    const store = createMemoryStore();
    const counting = {
      ...store,
      load: () => {
        loads++;
        return store.load();
      },
    };
    const emulator = createClerkEmulator({ now, store: counting });
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const response = await emulator.app.request('http://localhost/.well-known/jwks.json');
        return response.text();
      }),
    );
    expect([loads, new Set(answers).size]).toEqual([1, 1]);
  });

  it('keeps users, sessions, templates, tickets, settings, keys and webhook endpoints over a restart', async () => {
    const store = createMemoryStore();
    const webhooks = {
      fetch: async () => new Response(),
      endpointUrl: 'http://localhost:8787/api/webhooks/clerk',
    };
    const before = await startEmulator({ store, webhooks });
    const userId = await before.addUser('a@example.com', { password: 'correct horse' });
    const { sessionId } = await before.emulator.mintToken({ userId });
    await before.call('POST /v1/jwt_templates', { name: 'x', claims: { a: 1 } });
    const { body: ticket } = await before.call('POST /v1/sign_in_tokens', { user_id: userId });
    await before.call('PATCH /emulator/settings', { sessionTokenClaims: { b: 2 } });
    await before.call('POST /emulator/keys');

    // Through JSON, as a file would have it.
    const kept: InstanceSnapshot = JSON.parse(JSON.stringify(await store.load()));
    const after = await startEmulator({ store: createMemoryStore(kept) });
    expect(await after.emulator.connect()).toEqual(await before.emulator.connect());
    for (const path of [
      `/v1/users/${userId}`,
      `/v1/sessions/${sessionId}`,
      '/v1/jwt_templates',
      '/v1/jwks',
      '/emulator/settings',
      '/emulator/webhooks/endpoints',
    ]) {
      expect((await after.call(`GET ${path}`)).body).toEqual((await before.call(`GET ${path}`)).body);
    }
    const password = { password: 'correct horse' };
    expect((await after.call(`POST /v1/users/${userId}/verify_password`, password)).status).toBe(200);
    expect((await after.call('POST /emulator/sessions', { ticket: ticket.token })).status).toBe(201);
  });

  it('is written before a change is answered', async () => {
    const store = createMemoryStore();
    const { addUser } = await startEmulator({ store });
    const id = await addUser('a@example.com');
    expect((await store.load())?.users.map(({ user }) => user.id)).toEqual([id]);
  });

  it('is written before each of several changes at once is answered', async () => {
    const written = new Set<string>();
    const blank = createMemoryStore();
    const store = {
      load: blank.load,
      save: async (snapshot: InstanceSnapshot) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        for (const { user } of snapshot.users) written.add(user.id);
      },
    };
    const { addUser } = await startEmulator({ store });
    const found = Array.from({ length: 4 }, async (_, index) =>
      written.has(await addUser(`p${index}@example.com`)),
    );
    expect(await Promise.all(found)).toEqual([true, true, true, true]);
  });

  it('that could not be written fails aloud, and is written with the next request', async () => {
    const kept = createMemoryStore();
    let isFull = false;
    const store = {
      load: kept.load,
      save: async (snapshot: InstanceSnapshot) => {
        if (isFull) throw new Error('disk full');
        await kept.save(snapshot);
      },
    };
    const { call } = await startEmulator({ store });
    isFull = true;
    const { status, body } = await call('POST /v1/users', { email_address: ['a@example.com'] });
    expect([status, body.errors[0].long_message]).toEqual([500, 'The emulator failed: disk full']);
    isFull = false;
    await call('GET /v1/users');
    expect((await kept.load())?.users).toHaveLength(1);
  });

  it('takes keys for tests that it is given', async () => {
    const publishableKey = `pk_test_${btoa('clever-otter-42.clerk.accounts.dev$')}`;
    const secretKey = `sk_test_${'a'.repeat(42)}`;
    const emulator = createClerkEmulator({ now, publishableKey, secretKey });
    expect(await emulator.connect()).toMatchObject({
      publishableKey,
      secretKey,
      issuer: 'https://clever-otter-42.clerk.accounts.dev',
    });
  });

  it.each([
    {
      name: 'a live secret key',
      options: { secretKey: `sk_live_${'a'.repeat(42)}` },
      reason: /secret key is a live key/,
    },
    {
      name: 'a live publishable key',
      options: { publishableKey: `pk_live_${btoa('clerk.example.com$')}` },
      reason: /publishable key is a live key/,
    },
    { name: 'production', options: { environment: 'production' }, reason: /does not run in production/ },
    { name: 'Production', options: { environment: ' Production' }, reason: /does not run in production/ },
    { name: 'a secret key that is none', options: { secretKey: 'secret' }, reason: /secret key is not one/ },
    {
      name: 'the key of another host',
      options: { publishableKey: `pk_test_${btoa('clerk.example.com$')}` },
      reason: /not one of a development instance/,
    },
    {
      name: 'a publishable key that is no base64',
      options: { publishableKey: 'pk_test_?' },
      reason: /not one of/,
    },
  ])('refuses $name at once, and does not repeat the key', ({ options, reason }) => {
    expect(() => createClerkEmulator({ now, ...options })).toThrow(EmulatorRefusal);
    expect(() => createClerkEmulator({ now, ...options })).toThrow(reason);
    expect(() => createClerkEmulator({ now, ...options })).not.toThrow(/a{42}/);
  });

  it('refuses a kept state that is not its own, and is opened by a later request', async () => {
    let kept: unknown = { version: 2 };
    const store = { load: async () => kept as InstanceSnapshot | undefined, save: async () => {} };
    const emulator = createClerkEmulator({ now, store });
    await expect(emulator.connect()).rejects.toThrow(/kept state/);
    kept = undefined;
    await emulator.connect();
  });
});

describe('/emulator', () => {
  it.each([
    { name: 'another site', headers: { 'Sec-Fetch-Site': 'cross-site' } },
    { name: 'another origin', headers: { Origin: 'http://localhost:9999' } },
    { name: 'a page without origin', headers: { Origin: 'null' } },
    { name: 'a rebound name', headers: { Host: 'evil.example' } },
  ])('is refused to $name', async ({ headers }) => {
    const { emulator } = await startEmulator();
    for (const path of ['/emulator/connection', '/emulator/webhooks/endpoints', '/emulator/tokens']) {
      const response = await emulator.app.request(`http://localhost:8790${path}`, { headers });
      expect(response.status).toBe(403);
    }
  });

  it('tells events in order, from where one has read', async () => {
    const { call, addUser } = await startEmulator();
    const id = await addUser('a@example.com');
    await call(`PATCH /v1/users/${id}`, { first_name: 'A' });
    const { body } = await call('GET /emulator/events');
    expect(
      body.map(({ sequence, event }: { sequence: number; event: { type: string } }) => [
        sequence,
        event.type,
      ]),
    ).toEqual([
      [1, 'user.created'],
      [2, 'user.updated'],
    ]);
    expect((await call('GET /emulator/events?after=1')).body).toHaveLength(1);
  });

  it.each([
    { path: '/emulator/tokens', body: {} },
    { path: '/emulator/tokens', body: { userId: 7 } },
    { path: '/emulator/sessions', body: {} },
    { path: '/emulator/settings', body: { rateLimits: 'sometimes' } },
    { path: '/emulator/settings', body: { colour: 'red' } },
  ])('refuses $body at $path', async ({ path, body }) => {
    const { call } = await startEmulator();
    const method = path.endsWith('settings') ? 'PATCH' : 'POST';
    expect((await call(`${method} ${path}`, body)).status).toBe(422);
  });
});
