import { verifyWebhook } from '@clerk/backend/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { signMessage } from '../../src/webhooks/sign-message.ts';
import { eventOf, type Received, start, startDispatcher, url } from './start-dispatcher.ts';

/** The public libraries ask the real clock. */
beforeAll(() => {
  vi.useFakeTimers({ now: start, toFake: ['Date'] });
});
afterAll(() => {
  vi.useRealTimers();
});

type Verify = (received: Received, secret: string) => unknown;

const svix: Verify = ({ body, headers }, secret) => new SvixWebhook(secret).verify(body, { ...headers });
const standard: Verify = ({ body, headers }, secret) => {
  const renamed = Object.entries(headers).map(([name, value]) => [name.replace(/^svix-/, 'webhook-'), value]);
  return new StandardWebhook(secret).verify(body, Object.fromEntries(renamed));
};
const clerk: Verify = ({ body, headers, url: to }, secret) =>
  verifyWebhook(new Request(to, { method: 'POST', headers, body }), { signingSecret: secret });

const libraries = [
  { name: 'svix', verify: svix },
  { name: 'standardwebhooks', verify: standard },
  { name: '@clerk/backend', verify: clerk },
] as const;

/** A secret that none of the endpoints has. */
const foreign = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

async function deliver(secrets: readonly string[], faults = {}): Promise<Received> {
  const { dispatcher, clock, received } = startDispatcher();
  dispatcher.createEndpoint({ url, secrets, faults });
  dispatcher.publish(eventOf());
  await clock.advance(0);
  const [first] = received;
  if (first === undefined) throw new Error('Nothing arrived.');
  return first;
}

const secretA = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const secretB = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

describe.each(libraries)('$name', ({ verify }) => {
  it('takes what is delivered', async () => {
    expect(await verify(await deliver([secretA]), secretA)).toMatchObject({
      type: 'user.created',
      data: { first_name: 'Zoë' },
    });
  });

  it.each([secretA, secretB])('takes a delivery signed by two secrets with %s alone', async (secret) => {
    const received = await deliver([secretA, secretB]);
    expect(received.headers['svix-signature']).toMatch(/^v1,\S+ v1,\S+$/);
    expect(await verify(received, secret)).toMatchObject({ type: 'user.created' });
  });

  it('takes each of the eight attempts when it comes, and none of them six minutes later', async () => {
    const { dispatcher, clock, received } = startDispatcher(() => new Response(null, { status: 500 }));
    dispatcher.createEndpoint({ url, secrets: [secretA] });
    dispatcher.publish(eventOf());
    await clock.advance(2 * 24 * 60 * 60 * 1000);
    expect(received).toHaveLength(8);
    for (const attempt of received) {
      vi.setSystemTime(attempt.at);
      expect(await verify(attempt, secretA)).toMatchObject({ type: 'user.created' });
      vi.setSystemTime(attempt.at + 360_000);
      await expect(async () => verify(attempt, secretA)).rejects.toThrow();
    }
    vi.setSystemTime(start);
  });

  it('takes a delivery by a secret that was made here', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    const { secrets } = dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    for (const request of received) {
      expect(await verify(request, `${secrets[0]?.secret}`)).toMatchObject({ type: 'user.created' });
    }
    expect(received).toHaveLength(1);
  });

  it.each([
    ['with another secret', {}, foreign, (received: Received) => received],
    ['with a corrupted signature', { corruptSignatureShare: 1 }, secretA, (received: Received) => received],
    ['with another body', {}, secretA, (received: Received) => ({ ...received, body: `${received.body} ` })],
    [
      'with another id',
      {},
      secretA,
      (received: Received) => ({ ...received, headers: { ...received.headers, 'svix-id': 'msg_x' } }),
    ],
  ])('refuses a delivery %s', async (_, faults, secret, change) => {
    const received = change(await deliver([secretA], faults));
    await expect(async () => verify(received, secret)).rejects.toThrow();
  });
});

describe('a signature', () => {
  it('is the one of the published example', async () => {
    const content = {
      messageId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestampSeconds: 1614265330,
      body: '{"test": 2432232314}',
    };
    expect(await signMessage(content, [secretA])).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it.each(
    Array.from({ length: 200 }, (_, index) => [
      `msg_${index}`,
      `{"text":"${String.fromCodePoint(0x20 + index * 97)}${'x'.repeat(index * 7)}"}`,
      index % 41,
    ]),
  )('equals the one of svix and of standardwebhooks: %s', async (messageId, body, extra) => {
    const secret = `whsec_${Buffer.alloc(24 + Number(extra), `${messageId}`).toString('base64')}`;
    const at = new Date(start);
    const ours = await signMessage(
      { messageId: `${messageId}`, timestampSeconds: start / 1000, body: `${body}` },
      [secret],
    );
    expect(ours).toBe(new SvixWebhook(secret).sign(`${messageId}`, at, `${body}`));
    expect(ours).toBe(new StandardWebhook(secret).sign(`${messageId}`, at, `${body}`));
  });
});
