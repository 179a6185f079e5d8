import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import { clerkEvent, clerkUser } from './clerk-events.ts';
import {
  createReceiver,
  nowMs,
  nowSeconds,
  otherSecret,
  path,
  sign,
  signatureOf,
  testSecret,
} from './delivery.ts';
import { countRows, emptyTables, noRows } from './tables.ts';

const ada = 'user_2aAdA00000000000000000000Aa';
const created = clerkEvent('user.created', clerkUser(ada));
const at = (updatedAt: number, fields: Readonly<Record<string, unknown>> = {}, id = ada) =>
  clerkEvent('user.updated', clerkUser(id, { updated_at: updatedAt, ...fields }), {
    timestamp: updatedAt + 5,
  });

beforeEach(emptyTables);

describe('a delivery that is not genuine', () => {
  const { post, entries } = createReceiver(env);
  const good = sign(created, { id: 'msg_good' });
  const { 'svix-signature': signature = '' } = good.headers;

  it.each([
    { name: 'no signature', headers: { 'svix-signature': '' }, status: 400 },
    { name: 'no id', headers: { 'svix-id': '' }, status: 400 },
    { name: 'no timestamp', headers: { 'svix-timestamp': '' }, status: 400 },
    {
      name: 'a timestamp with letters behind it',
      headers: { 'svix-timestamp': `${nowSeconds}abc` },
      status: 400,
    },
    { name: 'a timestamp with a fraction', headers: { 'svix-timestamp': `${nowSeconds}.0` }, status: 400 },
    { name: 'a timestamp in milliseconds', headers: { 'svix-timestamp': String(nowMs) }, status: 400 },
    { name: 'an id with a dot', headers: { 'svix-id': 'msg.good' }, status: 400 },
    { name: 'a huge id', headers: { 'svix-id': 'm'.repeat(129) }, status: 400 },
    { name: 'two ids', headers: { 'svix-id': 'msg_good, msg_other' }, status: 400 },
    { name: 'a signature of three parts', headers: { 'svix-signature': `${signature},x` }, status: 400 },
    { name: 'a signature without a version', headers: { 'svix-signature': signature.slice(3) }, status: 400 },
    { name: 'another id', headers: { 'svix-id': 'msg_other' }, status: 401 },
    { name: 'another timestamp', headers: { 'svix-timestamp': String(nowSeconds - 1) }, status: 401 },
    { name: 'half a signature', headers: { 'svix-signature': signature.slice(0, 20) }, status: 401 },
    {
      name: 'only a signature of another version',
      headers: { 'svix-signature': signature.replace('v1', 'v2') },
      status: 401,
    },
    {
      name: 'a signature without its padding',
      headers: { 'svix-signature': signature.replace('=', '') },
      status: 401,
    },
  ])('is refused with $status and leaves no trace: $name', async ({ headers, status }) => {
    const response = await post({ ...good, headers: { ...good.headers, ...headers } });
    await expectProblem(response, status === 400 ? 'webhook-headers-missing' : 'webhook-signature-invalid');
    expect(await countRows()).toEqual(noRows);
  });

  it.each([
    { name: 'another secret', delivery: sign(created, { secret: otherSecret }) },
    { name: 'a byte more', delivery: { ...good, body: new Uint8Array([...good.body, 10]) } },
    { name: 'JSON written again', delivery: { ...good, body: sign(JSON.stringify(created, null, 1)).body } },
    { name: 'no body', delivery: { ...good, body: new Uint8Array() } },
    { name: 'more than five minutes old', delivery: sign(created, { timestamp: nowSeconds - 301 }) },
    { name: 'more than five minutes ahead', delivery: sign(created, { timestamp: nowSeconds + 301 }) },
  ])('is refused with 401 and leaves no trace: $name', async ({ delivery }) => {
    await expectProblem(await post(delivery), 'webhook-signature-invalid');
    expect(await countRows()).toEqual(noRows);
  });

  it('is told apart only in the log', async () => {
    const bodies = await Promise.all(
      [sign(created, { timestamp: nowSeconds - 301 }), sign(created, { secret: otherSecret })].map(
        async (one) => {
          const { requestId: _own, ...rest } = await (await post(one)).json<Record<string, unknown>>();
          return JSON.stringify(rest);
        },
      ),
    );
    expect(new Set(bodies).size).toBe(1);
    const reasons = entries.filter(({ event }) => event === 'webhook-refused').map(({ reason }) => reason);
    expect(reasons).toEqual(expect.arrayContaining(['too-old', 'no-match']));
  });
});

describe('a delivery that is genuine', () => {
  it('is taken up to five minutes before and after its time', async () => {
    const { deliver } = createReceiver(env);
    expect(await deliver(at(1), { timestamp: nowSeconds - 300 })).toBe('applied');
    expect(await deliver(at(2), { timestamp: nowSeconds + 300 })).toBe('applied');
  });

  it('is taken with any one signature of several, and with any one secret of several', async () => {
    const both = createReceiver({ ...env, CLERK_WEBHOOK_SECRET: `${otherSecret}, ${testSecret}` });
    expect(await both.deliver(at(1), { secret: testSecret })).toBe('applied');
    expect(await both.deliver(at(2), { secret: otherSecret })).toBe('applied');

    const { post } = createReceiver(env);
    const delivery = sign(at(3));
    const { 'svix-id': id = '', 'svix-signature': own = '' } = delivery.headers;
    const foreign = `v1,${signatureOf(id, nowSeconds, delivery.body, otherSecret)}`;
    for (const signatures of [
      `${foreign} ${own}`,
      `v1a,${'A'.repeat(86)}== v2,x ${own}`,
      `${own} ${foreign}`,
    ]) {
      const response = await post({
        ...delivery,
        headers: { ...delivery.headers, 'svix-signature': signatures },
      });
      expect(response.status).toBe(200);
    }
  });

  it('answers at both forms of its address, without a redirect', async () => {
    const { post } = createReceiver(env);
    expect((await post(sign(created))).status).toBe(200);
    expect((await post(sign(at(1_700_000_000_001)), `${path}/`)).status).toBe(200);
  });

  it('takes nobody’s word for who they are, and costs nobody’s requests', async () => {
    const { call } = createReceiver({ ...env, RATE_LIMITS: 'anonymous=1' });
    const address = { 'CF-Connecting-IP': '192.0.2.77' };
    for (let time = 1; time <= 3; time++) {
      const { headers, body } = sign(at(time));
      const credentials = { Authorization: 'Bearer nonsense', Cookie: '__session=nonsense' };
      const response = await call(path, {
        method: 'POST',
        headers: { ...headers, ...address, ...credentials },
        body,
      });
      expect(response.status).toBe(200);
    }
    const validate = await call('/api/validate', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...address },
      body: '{"text":""}',
    });
    expect(validate.status).toBe(200);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'])('is a POST: %s is 405', async (method) => {
    const { call } = createReceiver(env);
    for (const address of [path, `${path}/`]) {
      const response = await call(address, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('Allow')).toBe('POST');
    }
  });

  it.each(['', 'whsec_', 'whsec_AAAA', `${testSecret},whsec_AAAA`])(
    'is not taken with the secret %s: 503, to come again',
    async (secret) => {
      const { post, entries } = createReceiver({ ...env, CLERK_WEBHOOK_SECRET: secret });
      const response = await post(sign(created));
      await expectProblem(response, 'webhooks-not-configured');
      expect(response.headers.get('Retry-After')).toBe('5');
      expect(entries.filter(({ event }) => event === 'misconfigured')).toHaveLength(secret === '' ? 0 : 1);
    },
  );
});

describe('the size of a body', () => {
  const bytesMax = 256 * 1024;
  const { call, post } = createReceiver(env);

  it('is 256 KB at most, and counted rather than believed', async () => {
    expect((await post(sign('x'.repeat(bytesMax)))).status).toBe(200);
    const { limit } = await expectProblem(await post(sign('x'.repeat(bytesMax + 1))), 'payload-too-large');
    expect(limit).toEqual({ name: 'bodyBytesMax', max: bytesMax });
  });

  it('is cut off where it does not end', async () => {
    let chunks = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        chunks++;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const response = await call(path, { method: 'POST', headers: sign('').headers, body });
    await expectProblem(response, 'payload-too-large');
    expect(chunks).toBeLessThan(10);
  });
});

describe('what is written down of deliveries', () => {
  it('is the message, its type, what became of it and how late it was, and nothing private', async () => {
    const { deliver, entries } = createReceiver(env);
    await deliver(clerkEvent('user.created', clerkUser(ada, { private_metadata: { iban: 'canary' } })), {
      id: 'msg_log',
    });
    expect(entries.filter(({ event }) => event === 'webhook')).toEqual([
      {
        level: 'info',
        event: 'webhook',
        messageId: 'msg_log',
        type: 'user.created',
        outcome: 'applied',
        lagMs: 100_250,
        requestId: expect.any(String),
      },
    ]);
    const text = JSON.stringify(entries);
    for (const secret of ['canary', 'example.org', 'Lovelace', ada, 'whsec', 'v1,', '0.0.0.0']) {
      expect(text).not.toContain(secret);
    }
  });

  it('holds private metadata nowhere in the database but in what is kept of the message', async () => {
    const { deliver } = createReceiver(env);
    await deliver(clerkEvent('user.created', clerkUser(ada, { private_metadata: { iban: 'canary' } })));
    for (const table of ['users', 'webhook_messages', 'webhook_dead_letters']) {
      expect(JSON.stringify((await env.DB.prepare(`SELECT * FROM ${table}`).all()).results)).not.toContain(
        'canary',
      );
    }
  });

  it('is forgotten after 60 days, 200 messages with a delivery', { timeout: 60_000 }, async () => {
    const work: Promise<unknown>[] = [];
    const { deliver } = createReceiver(env, { waitUntil: (one) => work.push(one) });
    const age = (days: number) => new Date(nowMs - days * 86_400_000).toISOString();
    const old = Array.from({ length: 450 }, (_, n) => `old_${n}`);
    await env.DB.batch([
      ...[...old.map((id) => [id, age(60.01)]), ['young', age(59.99)]].map(([id, date]) =>
        env.DB.prepare(
          `INSERT INTO webhook_messages (id, outcome, body_sha256, received_at) VALUES (?1, 'applied', '', ?2)`,
        ).bind(id, date),
      ),
      env.DB.prepare(`INSERT INTO webhook_dead_letters VALUES ('old_1', 'not-json', '', ?1)`).bind(age(61)),
      env.DB.prepare(`INSERT INTO webhook_dead_letters VALUES ('young', 'not-json', '', ?1)`).bind(age(59)),
    ]);
    const left: unknown[] = [];
    for (let time = 1; time <= 3; time++) {
      await deliver(at(time));
      await Promise.all(work);
      left.push((await countRows()).webhook_messages);
    }
    expect(left).toEqual([450 + 1 + 1 - 200, 50 + 1 + 2, 1 + 3]);
    const { results } = await env.DB.prepare('SELECT message_id FROM webhook_dead_letters').all();
    expect(results).toEqual([{ message_id: 'young' }]);
  });
});
