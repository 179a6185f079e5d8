import { type CreatedApiKey, createdApiKeySchema } from '@bloqr/contract';
import { expect, inject, it } from 'vitest';
import { type ClerkWorld, createClerkWorld, type Isolate } from './clerk-world.ts';
import { declaredRoutes } from './declared-routes.ts';
import { bearer } from './scene.ts';
import { createRandom } from './webhooks/random.ts';
import { emptyTables } from './webhooks/tables.ts';

const { seed, staleProbeCount } = inject('proofSize');
const timeLimitMs = 3_600_000;
const probesOfRound = 20;
const atOnceBefore = 4;
const isolateCount = 3;

/** What a person has in hand before something is taken from them. */
interface Holder {
  readonly userId: string;
  readonly token: string;
  readonly key: CreatedApiKey;
}

/** One request on a path that asks the row, and what it must be answered with. */
interface Probe {
  readonly path: string;
  readonly credential: 'token' | 'key';
  readonly method: string;
  /** Left out, none. */
  readonly body?: string;
  /** What is answered while it is allowed: 200, or that what is asked for is not there or has no sense. */
  readonly usual: readonly number[];
}

/** Every route that takes somebody signed in. Those that would change something are asked for what cannot be. */
function listSessionProbes(routes: typeof declaredRoutes): Probe[] {
  return routes
    .filter(({ credential }) => credential === 'required')
    .map(({ path, method, body }) => ({
      path: path.replace(/\{\w+\}/g, 'nothing'),
      method,
      credential: 'token',
      ...(body !== undefined && { body: 'null' }),
      usual: method === 'GET' && !path.includes('{') ? [200] : [404, 422],
    }));
}
const sessionProbes = listSessionProbes(declaredRoutes);
const adminProbes = listSessionProbes(declaredRoutes.filter(({ tier }) => tier === 'admin'));
const keyProbes: readonly Probe[] = [
  { path: '/api/account', method: 'GET', credential: 'key', usual: [200] },
  { path: '/api/validate', method: 'POST', credential: 'key', body: '||example.org^\n', usual: [200] },
];

/** Something is taken away. When it resolves, that has been acknowledged. */
interface Revocation {
  readonly name: string;
  readonly revoke: (world: ClerkWorld, holder: Holder, isolate: Isolate) => Promise<void>;
  /** Which requests must be refused from then on, and with what. */
  readonly probes: readonly Probe[];
  readonly status: number;
}

/** Hands what Clerk has announced to a Worker, as it comes. */
async function deliverAll({ outbox }: ClerkWorld, isolate: Isolate): Promise<void> {
  for (let next = outbox.shift(); next !== undefined; next = outbox.shift())
    expect(await isolate.deliver(next)).toBe(200);
}

const revocations: readonly Revocation[] = [
  {
    name: 'a delete',
    revoke: async (world, { userId }, isolate) => {
      await world.ask('DELETE', `/v1/users/${userId}`);
      await deliverAll(world, isolate);
    },
    probes: [...sessionProbes, ...keyProbes],
    status: 401,
  },
  {
    name: 'a ban',
    revoke: async (world, { userId }, isolate) => {
      await world.ask('POST', `/v1/users/${userId}/ban`);
      await deliverAll(world, isolate);
    },
    probes: [...sessionProbes, ...keyProbes],
    status: 401,
  },
  {
    name: 'a downgrade',
    revoke: async (world, { userId }, isolate) => {
      await world.ask('PATCH', `/v1/users/${userId}/metadata`, { public_metadata: { tier: 'free' } });
      await deliverAll(world, isolate);
    },
    probes: adminProbes,
    status: 403,
  },
  {
    name: 'the revocation of a key',
    revoke: async (_world, { token, key }, isolate) => {
      const answer = await isolate.call(`/api/keys/${key.id}`, { method: 'DELETE', headers: bearer(token) });
      expect(answer.status).toBe(204);
    },
    probes: keyProbes,
    status: 401,
  },
];

it('on the paths that ask the row, what was taken away is gone with the acknowledgement', {
  timeout: timeLimitMs,
}, async ({ task }) => {
  await emptyTables();
  const random = createRandom(seed);
  const world = await createClerkWorld();
  const isolates = Array.from({ length: isolateCount }, () => world.createIsolate());
  const probe = async (
    { token, key }: Holder,
    { path, method, credential, body }: Probe,
  ): Promise<number> => {
    const isText = credential === 'key';
    const answer = await random.pick(isolates).call(path, {
      method,
      headers: {
        ...bearer(credential === 'token' ? token : key.key),
        'Content-Type': isText ? 'text/plain' : 'application/json',
      },
      ...(body !== undefined && { body }),
    });
    await answer.text();
    return answer.status;
  };
  const stale: string[] = [];
  const counts = new Map<string, number>();
  let meanwhile = 0;
  for (let probes = 0; probes < staleProbeCount; ) {
    const revocation = revocations[(probes / probesOfRound) % revocations.length] ?? random.pick(revocations);
    world.clock.nowMs += random.nextInt(1, 700);
    const userId = await world.makePerson('admin');
    const token = await world.mint(userId);
    await deliverAll(world, random.pick(isolates));
    const answer = await random.pick(isolates).call('/api/keys', {
      method: 'POST',
      headers: { ...bearer(token), 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'a key', scopes: ['compile', 'account'] }),
    });
    const holder = { userId, token, key: createdApiKeySchema.parse(await answer.json()) };
    // Before, everything holds: what is refused afterwards is not refused for another reason.
    for (const one of revocation.probes) expect(one.usual, one.path).toContain(await probe(holder, one));

    // An older word of Clerk is still on its way, and changes nothing.
    world.clock.nowMs += random.nextInt(0, 5);
    await world.ask('PATCH', `/v1/users/${userId}`, { first_name: 'late' });
    const late = random.pick([true, false]) ? world.outbox.splice(0) : [];
    world.clock.nowMs += random.nextInt(0, 5);
    // Requests are under way while it happens; those may be answered either way.
    const underWay = Array.from({ length: atOnceBefore }, () =>
      probe(holder, random.pick(revocation.probes)),
    );
    await revocation.revoke(world, holder, random.pick(isolates));
    const deliveries = late.map((delivery) => random.pick(isolates).deliver(delivery));
    const chosen = Array.from({ length: probesOfRound }, () => random.pick(revocation.probes));
    const statuses = await Promise.all(chosen.map((one) => probe(holder, one)));
    await Promise.all([...deliveries, ...underWay]);
    meanwhile += underWay.length;
    for (const [index, status] of statuses.entries()) {
      const { path = '', credential = '' } = chosen[index] ?? {};
      if (status !== revocation.status)
        stale.push(`${status} after ${revocation.name}: ${path} by ${credential}`);
    }
    counts.set(revocation.name, (counts.get(revocation.name) ?? 0) + statuses.length);
    probes += statuses.length;
    for (const isolate of isolates) isolate.entries.length = 0;
  }
  const accepted = stale.filter((text) => !/^40[13]/.test(text));
  const sum = [...counts.values()].reduce((total, count) => total + count, 0);
  task.meta.figures = [
    `${sum} probes in ${isolateCount} isolates after an acknowledgement, seed ${seed}: ${accepted.length} stale accepts, ${stale.length} not refused as they should be (${[...counts].map(([name, count]) => `${count} after ${name}`).join(', ')}); ${meanwhile} more were under way`,
    ...stale.slice(0, 10),
  ];
  expect(stale.slice(0, 10)).toEqual([]);
  expect(sum).toBeGreaterThanOrEqual(staleProbeCount);
});
