import { env } from 'cloudflare:workers';
import { configResponseSchema } from '@bloqr/contract';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { ageMaxMs, fetchIntervalMs } from '../src/auth/jwt/key-store.ts';
import { createTestApp } from './harness.ts';
import { createHostileKeySets } from './tokens/hostile-key-sets.ts';
import { createKeyEndpoint } from './tokens/key-endpoint.ts';
import { createRandom } from './tokens/random.ts';
import { createSigningKey, encode, publish, type SigningKey, signToken } from './tokens/signing-key.ts';
import { createWorkshop, world } from './tokens/token-workshop.ts';
import { emptyTables } from './webhooks/tables.ts';

const { seed, unknownKeyIdCount, rotationCount, outageStepMinutes, hasEveryFault } = inject('proofSize');
const timeLimitMs = 1_800_000;
const minuteMs = 60_000;
const atOnce = 50;

const [first, second, weak] = await Promise.all([
  createSigningKey('ins_first'),
  createSigningKey('ins_second'),
  createSigningKey('ins_weak', 1024),
]);
const random = createRandom(seed);
const { header, claims } = createWorkshop(random, { key: first, withdrawnKey: second, ownKey: weak });
const hostile = createHostileKeySets({ first, second, weak });
/** Those that are answered at once; the others take their time limit each time. */
const hostileAtOnce = Object.entries(hostile).filter(([name]) => !/hangs|no answer/.test(name));

/** The service with its clock, the issuer's key set, and a cache that its isolates share. */
function createDeployment() {
  let time = world.now * 1000;
  const cacheName = crypto.randomUUID();
  const endpoint = createKeyEndpoint(() => new Response(publish(first)));
  return {
    endpoint,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
    /** A token as the issuer would make it now. */
    mint: (key: SigningKey, headerChange: object = {}) => {
      const issuedAt = Math.floor(time / 1000);
      const times = { iat: issuedAt, nbf: issuedAt, exp: issuedAt + 60, metadata: { tier: 'pro' } };
      return signToken(key, header({ kid: key.keyId, ...headerChange }), claims(times));
    },
    /** Asks as a new isolate, or as one that goes on. */
    open: () => {
      const later: Promise<unknown>[] = [];
      const { call } = createTestApp(
        {
          ...env,
          ENVIRONMENT: 'production',
          SOURCE_HOST_ALLOWLIST: '',
          ALLOWED_ORIGINS: [world.ownOrigin, ...world.allowedOrigins].join(),
          CLERK_PUBLISHABLE_KEY: world.publishableKey,
        },
        {
          now: () => time,
          fetch: endpoint.fetch,
          openCache: () => caches.open(cacheName),
          waitUntil: (work) => later.push(work),
        },
      );
      return {
        settle: () => Promise.all(later.splice(0)),
        /** The tier that the caller is told, or the status of the refusal. */
        ask: async (token: string) => {
          const response = await call('/api/config', { headers: { Authorization: `Bearer ${token}` } });
          if (response.ok) return configResponseSchema.parse(await response.json()).tier;
          await response.text();
          return response.status;
        },
      };
    },
  };
}

beforeEach(emptyTables);

describe('the key set', () => {
  it(`is fetched at most twice for ${unknownKeyIdCount} key ids that nobody knows`, {
    timeout: timeLimitMs,
  }, async ({ task }) => {
    const { endpoint, mint, open } = createDeployment();
    const { ask } = open();
    const known = await mint(first);
    expect(await ask(known)).toBe('pro');
    endpoint.fetched.length = 0;
    let [refused, knownCount, knownFailed] = [0, 0, 0];
    for (let count = 0; count < unknownKeyIdCount; ) {
      const size = Math.min(atOnce, unknownKeyIdCount - count);
      // No key can be found for them, so that what stands in the place of the signature does not matter.
      const invented = Array.from(
        { length: size },
        () =>
          `${encode(header({ kid: `ins_${random.word(27)}` }))}.${encode(claims())}.${encode(random.bytes(256))}`,
      );
      const [answer, ...answers] = await Promise.all([known, ...invented].map(ask));
      knownCount++;
      if (answer !== 'pro') knownFailed++;
      refused += answers.filter((status) => status === 401).length;
      count += size;
    }
    task.meta.figures = [
      `${unknownKeyIdCount} unknown key ids, seed ${seed}: ${refused} refused with 401, ${endpoint.fetched.length} fetches; ${knownCount} requests of known users between them, ${knownFailed} failed`,
    ];
    expect(refused).toBe(unknownKeyIdCount);
    expect(knownFailed).toBe(0);
    expect(endpoint.fetched.length).toBeLessThanOrEqual(2);
  });

  it('can be out of reach for a day without a request that fails, in new isolates, too', {
    timeout: timeLimitMs,
  }, async ({ task }) => {
    const { endpoint, wait, mint, open } = createDeployment();
    const old = open();
    expect(await old.ask(await mint(first))).toBe('pro');
    await old.settle();
    // An answer that does not come is left to the tests of the store.
    const outages = hostileAtOnce;
    const failed: string[] = [];
    let [requests, cold] = [0, 0];
    for (let minute = outageStepMinutes; minute < 24 * 60; minute += outageStepMinutes) {
      wait(outageStepMinutes * minuteMs);
      const [name, answer] = random.pick(outages);
      endpoint.answer = answer;
      const young = open();
      const token = await mint(first);
      for (const [kind, isolate] of [
        ['old', old],
        ['cold', young],
      ] as const) {
        const said = await isolate.ask(token);
        if (said !== 'pro') failed.push(`${said} from a ${kind} isolate in minute ${minute} of ${name}`);
        await isolate.settle();
      }
      requests += 2;
      cold++;
    }
    task.meta.figures = [
      `a simulated day without a key set, in ${outages.length} ways, seed ${seed}: ${requests} requests, ${cold} of them in cold isolates, ${failed.length} failed; ${endpoint.fetched.length} fetches were tried`,
      ...failed.slice(0, 10),
    ];
    expect(failed).toEqual([]);
  });

  it(`can change its key ${rotationCount} times without a first token that fails`, {
    timeout: timeLimitMs,
  }, async ({ task }) => {
    const { endpoint, wait, mint, open } = createDeployment();
    const isolates = [open(), open()];
    let [old, young] = [first, second];
    for (const { ask } of isolates) expect(await ask(await mint(old))).toBe('pro');
    const failed: string[] = [];
    for (let rotation = 1; rotation <= rotationCount; rotation++) {
      wait(fetchIntervalMs);
      const both = publish(old, young);
      endpoint.answer = () => new Response(both);
      for (const { ask } of isolates) {
        if ((await ask(await mint(young))) !== 'pro') failed.push(`the first token of rotation ${rotation}`);
        if ((await ask(await mint(old))) !== 'pro') failed.push(`a token of before rotation ${rotation}`);
      }
      wait(ageMaxMs);
      const alone = publish(young);
      endpoint.answer = () => new Response(alone);
      for (const { ask, settle } of isolates) {
        if ((await ask(await mint(old))) !== 401)
          failed.push(`the withdrawn key of rotation ${rotation} holds`);
        await settle();
      }
      [old, young] = [young, old];
    }
    task.meta.figures = [
      `${rotationCount} rotations in ${isolates.length} isolates: ${failed.length} failed first tokens, tokens of before, or withdrawn keys that hold`,
    ];
    expect(failed).toEqual([]);
  });

  it('is never replaced by a hostile one', { timeout: timeLimitMs }, async ({ task }) => {
    const failed: string[] = [];
    // At once: some of them answer only when their time is over.
    const answers = hasEveryFault ? Object.entries(hostile) : hostileAtOnce;
    const tries = answers.map(async ([name, answer]) => {
      const { endpoint, wait, mint, open } = createDeployment();
      const old = open();
      expect(await old.ask(await mint(first))).toBe('pro');
      await old.settle();
      endpoint.answer = answer;
      wait(ageMaxMs);
      const young = open();
      for (const isolate of [old, young]) {
        if ((await isolate.ask(await mint(first))) !== 'pro') failed.push(`${name}: the good key is lost`);
        // Keys that the hostile set has: under their own ids, and under that of the good one.
        for (const key of [second, weak]) {
          for (const kid of [key.keyId, first.keyId]) {
            const said = await isolate.ask(await mint(key, { kid }));
            if (typeof said !== 'number') failed.push(`${name}: a key of it is believed`);
          }
        }
        await isolate.settle();
      }
    });
    await Promise.all(tries);
    task.meta.figures = [
      `${answers.length} hostile or poisoned answers: ${failed.length} replaced a good set`,
      ...failed,
    ];
    expect(failed).toEqual([]);
  });
});
