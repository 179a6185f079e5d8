import { parseSigningSecrets } from '@bloqr/contract';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyDelivery } from '../../src/webhooks/clerk/verify-delivery.ts';
import { type Delivery, nowMs, nowSeconds, sign, testSecret } from './delivery.ts';
import { forgeries } from './forged-deliveries.ts';
import { type OracleName, oracleNames, oracles } from './oracles.ts';
import { createRandom } from './random.ts';
import { activeSecrets, makeValidParts, signParts } from './valid-deliveries.ts';

const { secrets } = parseSigningSecrets(activeSecrets.join(','));
const body = JSON.stringify({ type: 'user.created', data: {} });

const isOurs = ({ headers, body: bytes }: Delivery, now = nowMs): boolean =>
  verifyDelivery(new Headers(headers), bytes, secrets, now).kind === 'genuine';

async function listTaking(delivery: Delivery): Promise<OracleName[]> {
  const answers = oracleNames.map(async (name) => {
    const each = await Promise.all(activeSecrets.map((secret) => oracles[name](delivery, secret)));
    return each.includes(true) ? [name] : [];
  });
  return (await Promise.all(answers)).flat();
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the public test vector', () => {
  it('is taken', () => {
    const headers = {
      'svix-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'svix-timestamp': '1614265330',
      'svix-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    };
    const delivery = { headers, body: new TextEncoder().encode('{"test": 2432232314}') };
    expect(isOurs(delivery, 1_614_265_330_000)).toBe(true);
    expect(isOurs({ ...delivery, body: delivery.body.subarray(1) }, 1_614_265_330_000)).toBe(false);
  });
});

describe('what the public libraries sign', () => {
  it.each([
    { name: 'svix', webhook: new SvixWebhook(testSecret) },
    { name: 'standardwebhooks', webhook: new StandardWebhook(testSecret) },
  ])('is taken: $name', ({ webhook }) => {
    const id = 'msg_2KWPBgLlAfxdpx2AI54pPJ85f4W';
    const { headers } = sign(body, { id });
    const signature = webhook.sign(id, new Date(nowSeconds * 1000), body);
    expect(
      isOurs({ headers: { ...headers, 'svix-signature': signature }, body: new TextEncoder().encode(body) }),
    ).toBe(true);
  });
});

describe('the time that is allowed', () => {
  it.each([-302, -301, -300, -299, 0, 299, 300, 301, 302])(
    'is judged as the libraries do: %s s',
    async (offset) => {
      const delivery = sign(body, { timestamp: nowSeconds + offset });
      expect(await listTaking(delivery)).toEqual(isOurs(delivery) ? oracleNames : []);
    },
  );
});

/** Where the libraries take what we refuse, which is on purpose each time. */
const stricter: Readonly<Record<string, readonly OracleName[]>> = {
  'names without a brand': ['svix', 'standardwebhooks'],
  'a body that is not UTF-8, signed as what it is decoded to': ['svix', 'standardwebhooks', '@clerk/backend'],
  'the id with a part of the rest': ['svix', 'standardwebhooks', '@clerk/backend'],
  'an id that is none, signed': ['svix', 'standardwebhooks', '@clerk/backend'],
  'a timestamp with letters, signed as it is read': ['svix', 'standardwebhooks', '@clerk/backend'],
  'a timestamp with a fraction, signed as it is read': ['svix', 'standardwebhooks', '@clerk/backend'],
  'a timestamp with a sign, signed as it is read': ['svix', 'standardwebhooks', '@clerk/backend'],
  'a timestamp with zeros, signed as it is read': ['svix', 'standardwebhooks', '@clerk/backend'],
  'two timestamps, signed as they are read': ['svix', 'standardwebhooks', '@clerk/backend'],
  'a byte order mark in front': ['@clerk/backend'],
  'two headers of signatures': ['svix', 'standardwebhooks', '@clerk/backend'],
  'three parts': ['svix', 'standardwebhooks', '@clerk/backend'],
  'signatures with two blanks between them': ['svix', 'standardwebhooks', '@clerk/backend'],
  'the right signature behind sixteen others': ['svix', 'standardwebhooks', '@clerk/backend'],
  'the right signature behind a huge one': ['svix', 'standardwebhooks', '@clerk/backend'],
};

describe('beside the public libraries', () => {
  const rounds = 8;

  it.each(Object.entries(forgeries))(
    'none is taken by us, and by them only as listed: %s',
    async (name, forge) => {
      const random = createRandom(1);
      const taking = new Set<OracleName>();
      for (let round = 0; round < rounds; round++) {
        const delivery = forge(makeValidParts(random), random);
        expect(isOurs(delivery)).toBe(false);
        for (const oracle of await listTaking(delivery)) taking.add(oracle);
      }
      expect([...taking].sort()).toEqual([...(stricter[name] ?? [])].sort());
    },
  );

  it('all take what is genuine', { timeout: 60_000 }, async () => {
    const random = createRandom(2);
    for (let round = 0; round < 200; round++) {
      const parts = makeValidParts(random);
      const delivery = { headers: signParts(parts, random), body: parts.body };
      expect(isOurs(delivery)).toBe(true);
      expect(await listTaking(delivery)).toEqual(oracleNames);
    }
  });
});
