import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIdentityRowsD1 } from '../../src/reconciliation/identity-rows-d1.ts';
import { expectProblem } from '../harness.ts';
import { clerkEvent, clerkUser } from '../webhooks/clerk-events.ts';
import { sign } from '../webhooks/delivery.ts';
import { countRows, readRow } from '../webhooks/tables.ts';
import { type ClerkScene, clerkUrl, createClerkScene, listRows, noCounts, postStep } from './clerk-scene.ts';

const newId = () => crypto.randomUUID();
let scene: ClerkScene;

beforeEach(async () => {
  scene = await createClerkScene();
});

describe('a sweep', () => {
  it('makes the table equal to Clerk’s users, whatever events were lost', async () => {
    const { deleted } = await scene.loseEvents();
    expect(await listRows()).not.toEqual(await scene.listClerkUsers());
    const keys =
      "INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at) SELECT 'k', id, 'a', 'b', ?2, 'compile', created_at FROM users WHERE clerk_user_id = ?1";
    await env.DB.prepare(keys).bind(deleted[0], 'f'.repeat(64)).run();

    const sweep = await scene.sweep();
    expect(sweep).toMatchObject({ kind: 'full', dryRun: false, outcome: 'done', lastFailure: null });
    expect(sweep.counts).toEqual({
      ...noCounts,
      listed: 10,
      created: 2,
      updated: 3,
      removed: 2,
      unchanged: 5,
    });
    expect(await listRows()).toEqual(await scene.listClerkUsers());
    expect(await countRows()).toMatchObject({ api_keys: 0, deleted_users: 2 });

    // Nothing brings back who was removed, and there is nothing left to do.
    await scene.webhooks.setFaults({});
    const late = clerkEvent(
      'user.created',
      clerkUser(deleted[0] ?? '', { updated_at: scene.clock.now() + 1000 }),
    );
    const { headers, body } = sign(late, { timestamp: Math.floor(scene.clock.now() / 1000) });
    const answer = await scene.call('/api/webhooks/clerk', { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ outcome: 'deleted' });
    expect((await scene.sweep()).counts).toEqual({ ...noCounts, listed: 10, unchanged: 10 });
  });

  it('says in a dry run what it would do, and does none of it', async () => {
    await scene.loseEvents();
    const before = [await listRows(), await countRows()];
    const { counts } = await scene.sweep({ dryRun: true });
    expect(counts).toMatchObject({ created: 2, updated: 3, removed: 2, unchanged: 5 });
    expect([await listRows(), await countRows()]).toEqual(before);
    expect((await scene.sweep()).counts).toEqual(counts);
  });

  it('removes the users of test messages, whom Clerk does not know', async () => {
    await scene.createUsers(1, 0);
    const [endpoint] = scene.webhooks.endpoints;
    for (const generation of ['2024', '2022'] as const)
      scene.webhooks.sendTest(endpoint?.id ?? '', 'user.created', generation);
    await scene.clock.advance(1000);
    const testUsers = (await listRows()).length - 1;
    expect(testUsers).toBeGreaterThan(0);
    expect((await scene.sweep()).counts).toMatchObject({ listed: 1, removed: testUsers });
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('fills in rows that were made from a token alone', async () => {
    const [id = ''] = await scene.createUsers(1, 1);
    await env.DB.prepare(
      "INSERT INTO users (id, clerk_user_id, created_at, updated_at) VALUES ('row', ?1, '2026-01-01T00:00:00.000Z', '')",
    )
      .bind(id)
      .run();
    expect((await scene.sweep()).counts).toMatchObject({ created: 0, updated: 1 });
    expect(await listRows()).toEqual(await scene.listClerkUsers());
    expect(await readRow(id)).toMatchObject({ id: 'row' });
  });

  it('goes through 1,200 users in pages, a listed one at most once', { timeout: 120_000 }, async () => {
    scene.webhooks.setFaults({ lossShare: 1 });
    for (let made = 0; made < 1200; made += 100) {
      await Promise.all(Array.from({ length: 100 }, () => scene.createUser()));
      await scene.clock.advance(1);
    }
    const { counts } = await scene.sweep();
    expect(counts).toEqual({ ...noCounts, listed: 1200, created: 1200 });
    expect(await listRows()).toEqual(await scene.listClerkUsers());
    const listings = scene.asked.filter(({ searchParams }) => searchParams.get('order_by') === '+created_at');
    expect(listings.map(({ searchParams }) => searchParams.get('limit'))).toEqual(['500', '500', '500']);

    const { counts: again } = await scene.sweep();
    expect(again).toEqual({ ...noCounts, listed: 1200, unchanged: 1200 });
  });

  it('goes on where a Worker was killed in the middle', async () => {
    await scene.createUsers(8, 1);
    // The first batch is carried out; the Worker never hears of it, and never says how far it has come.
    let batches = 0;
    const DB = new Proxy(env.DB, {
      get: (target, name) => {
        if (name === 'batch')
          return async (statements: D1PreparedStatement[]) => {
            const results = await target.batch(statements);
            // The first is the one that begins the sweep.
            if (++batches === 2) await new Promise(() => {});
            return results;
          };
        return Reflect.get(target, name).bind(target);
      },
    });
    const dying = scene.createWorker({ DB }, { newId });
    void postStep(dying);
    await expect.poll(async () => (await listRows()).length).toBe(8);

    // Nobody else makes the step while it may still be under way.
    const { sweep: busy, retryAfterSeconds } = await scene.step();
    expect([busy.counts.listed, retryAfterSeconds]).toEqual([0, 2]);
    const sweep = await scene.sweep();
    expect(sweep.id).toBe(busy.id);
    expect(sweep.counts).toMatchObject({ listed: 8, created: 0, unchanged: 8 });
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('goes on in another Worker, page by page, by the order of whoever asks', async () => {
    await scene.createUsers(3, 1);
    const { sweep: first } = await scene.step();
    expect(first).toMatchObject({ stage: 'removing', counts: { listed: 3 } });
    const other = scene.createWorker();
    const { sweep: second } = await scene.step({}, other);
    expect([second.id, second.stage]).toEqual([first.id, 'finished']);
    // Asked for by its id, it stays finished; without, the next one begins.
    expect((await scene.step({ sweep: first.id })).sweep).toEqual(second);
    expect((await scene.step()).sweep.id).not.toBe(first.id);
  });

  it('waits as long as Clerk says when it has asked too often', async () => {
    await scene.createUsers(2, 1);
    let limited = 2;
    scene.intercept.with = () =>
      limited-- > 0 ? new Response('', { status: 429, headers: { 'Retry-After': '7' } }) : undefined;
    const { sweep, retryAfterSeconds } = await scene.step();
    expect([sweep.lastFailure, retryAfterSeconds]).toEqual(['rate-limited', 7]);
    const askedCount = scene.asked.length;
    expect((await scene.step()).retryAfterSeconds).toBe(7);
    expect(scene.asked.length).toBe(askedCount);
    expect((await scene.sweep()).counts).toMatchObject({ listed: 2, created: 2 });
    expect(scene.clock.now()).toBe(Date.parse('2026-05-01T12:00:02.000Z') + 14_000);
  });

  it.each([
    { name: 'is down', answer: () => new Response('', { status: 500 }), reason: 'status-500' },
    { name: 'refuses the key', answer: () => new Response('', { status: 401 }), reason: 'status-401' },
    { name: 'sends no list', answer: () => Response.json({ data: [] }), reason: 'not-users' },
    { name: 'sends no users', answer: () => Response.json([{}, 1]), reason: 'not-users' },
    { name: 'sends no JSON', answer: () => new Response('<html>'), reason: 'not-users' },
    { name: 'is out of reach', answer: () => Promise.reject(new Error('SECRET')), reason: 'network' },
  ])('changes nothing while Clerk $name, and goes on afterwards', async ({ answer, reason }) => {
    await scene.loseEvents();
    const before = [await listRows(), await countRows()];
    scene.intercept.with = answer;
    const { sweep, retryAfterSeconds } = await scene.step();
    expect([sweep.lastFailure, retryAfterSeconds]).toEqual([reason, 5]);
    expect([await listRows(), await countRows()]).toEqual(before);
    expect(JSON.stringify(scene.entries)).not.toContain('SECRET');
    scene.intercept.with = () => undefined;
    await scene.clock.advance(5000);
    await scene.sweep();
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('says that one cannot go on where the database is lost, and goes on afterwards', async () => {
    await scene.createUsers(3, 1);
    let isBroken = false;
    const DB = new Proxy(env.DB, {
      get: (target, name) => {
        if (name === 'batch' && isBroken) throw new Error('D1_ERROR: SECRET');
        return Reflect.get(target, name).bind(target);
      },
    });
    const worker = scene.createWorker({ DB }, { newId });
    scene.intercept.with = () => {
      isBroken = true;
      return undefined;
    };
    await expectProblem(await postStep(worker), 'unavailable');
    expect((await scene.readStatus()).running).toMatchObject([{ lastFailure: 'database' }]);
    await scene.sweep();
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('keeps a row that is newer than what Clerk has listed', async () => {
    const [id = ''] = await scene.createUsers(1, 0);
    const stale = await (await scene.askClerk('GET', `/users/${id}`)).json<object>();
    await scene.clock.advance(1000);
    scene.intercept.with = async ({ pathname }) => {
      if (pathname !== '/v1/users') return undefined;
      // The change comes by webhook while the list, which does not have it, is on its way.
      await scene.askClerk('PATCH', `/users/${id}/metadata`, { public_metadata: { tier: 'admin' } });
      await scene.clock.advance(1000);
      scene.intercept.with = () => undefined;
      return Response.json([stale]);
    };
    await scene.sweep();
    expect(await readRow(id)).toMatchObject({ tier: 'admin' });
  });

  it('never brings back who was deleted while it was under way', async () => {
    const [id = ''] = await scene.createUsers(1, 0);
    const stale = await (await scene.askClerk('GET', `/users/${id}`)).json<object>();
    scene.intercept.with = async ({ searchParams }) => {
      if (searchParams.has('user_id')) return undefined;
      scene.intercept.with = () => undefined;
      await scene.askClerk('DELETE', `/users/${id}`);
      await scene.clock.advance(1000);
      return Response.json([stale]);
    };
    expect((await scene.sweep()).counts).toMatchObject({ tombstoned: 1, created: 0 });
    expect(await readRow(id)).toBeNull();
  });

  it('leaves alone who came since it began, also where Clerk did not list them', async () => {
    await scene.createUsers(1, 0);
    await scene.step();
    const [id = ''] = await scene.createUsers(1, 0);
    scene.intercept.with = ({ pathname }) =>
      pathname === '/v1/users' ? Response.json([]) : new Response('', { status: 404 });
    await scene.sweep();
    expect(await readRow(id)).not.toBeNull();
  });

  it('removes nobody whom Clerk knows when it is asked directly', async () => {
    const ids = await scene.createUsers(3, 0);
    scene.intercept.with = ({ pathname }) => (pathname === '/v1/users' ? Response.json([]) : undefined);
    const removalsMax = 3;
    expect((await scene.sweep({ removalsMax })).counts).toMatchObject({ removed: 0, failed: 0 });
    scene.intercept.with = ({ pathname }) =>
      pathname === '/v1/users' ? Response.json([]) : new Response('', { status: 500 });
    expect((await scene.sweep({ removalsMax })).counts).toMatchObject({ removed: 0, failed: 3 });
    expect((await listRows()).map((row) => row.clerk_user_id)).toEqual(ids.toSorted());
  });

  it('finds its place again when the user at the end of a page was deleted', async () => {
    const ids = await scene.createUsers(6, 1);
    await scene.step();
    // As if pages had three users.
    await env.DB.prepare(
      `UPDATE reconciliation_sweeps SET stage = 'listing', cursor = ?1, cursor_created_at = ?2, listed = 3`,
    )
      .bind(ids[2], scene.clock.now() - 4000)
      .run();
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id IN (?1, ?2, ?3)')
      .bind(ids[2], ids[4], ids[5])
      .run();
    await scene.askClerk('DELETE', `/users/${ids[2]}`);
    expect((await scene.sweep()).outcome).toBe('done');
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('holds where more rows would go than may, until it is told that they may', async () => {
    await scene.createUsers(2, 0);
    const rows = createIdentityRowsD1(env.DB, newId);
    const strangers = Array.from({ length: 25 }, (_, index) => `user_stranger${index}`);
    await env.DB.batch(
      strangers.map((id) =>
        env.DB.prepare(
          "INSERT INTO users (id, clerk_user_id, created_at, updated_at) VALUES (?1, ?1, '2026-01-01T00:00:00.000Z', '')",
        ).bind(id),
      ),
    );
    const held = await scene.sweep();
    expect([held.outcome, held.counts.held, held.counts.removed]).toEqual(['held', 25, 0]);
    expect((await scene.readStatus()).drift).toBe(25);
    expect(scene.entries).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'reconciliation', outcome: 'held' }),
    );
    expect(await rows.count()).toBe(28);
    const told = await scene.sweep({ removalsMax: 25 });
    expect([told.outcome, told.counts.removed]).toEqual(['done', 25]);
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('removes no more than it may, however many Clerk turns out not to know', async () => {
    await scene.createUsers(2, 0);
    const insert =
      "INSERT INTO users (id, clerk_user_id, created_at, updated_at) VALUES (?1, ?1, '2026-01-01T00:00:00.000Z', '')";
    for (const id of ['user_stranger1', 'user_stranger2', 'user_stranger3'])
      await env.DB.prepare(insert).bind(id).run();
    expect((await scene.step()).sweep.stage).toBe('removing');
    // As if the others had gone from Clerk only now.
    await env.DB.prepare('UPDATE reconciliation_sweeps SET removals_max = 1').run();
    const { outcome, counts } = await scene.sweep();
    expect([outcome, counts.removed, counts.held]).toEqual(['held', 1, 1]);
    expect((await listRows()).length).toBe(4);
  });

  describe.each([1, 5, 30])('with the key of another instance, over %d rows', (count) => {
    /** As if another instance answered, which has one user. */
    const stranger = { id: 'user_stranger', created_at: 1, updated_at: Date.parse('2026-05-01T13:00:00Z') };
    const answerAsOther = ({ pathname, searchParams }: URL) => {
      if (pathname !== '/v1/users') return new Response('', { status: 404 });
      const ids = searchParams.getAll('user_id');
      return Response.json(ids.length === 0 || ids.includes(stranger.id) ? [stranger] : []);
    };

    it('removes nobody and lets nobody in, however often it is tried', async () => {
      await scene.createUsers(count, 0);
      const before = await listRows();
      scene.intercept.with = answerAsOther;
      for (let round = 0; round < 3; round++) {
        expect(await scene.sweep()).toMatchObject({
          outcome: 'held',
          lastFailure: 'nobody-known',
          counts: { ...noCounts, held: count },
        });
        await scene.clock.advance(3_600_000);
        await scene.runScheduled();
      }
      expect(await listRows()).toEqual(before);
      expect(await scene.readStatus()).toMatchObject({ drift: count });
      expect(scene.entries).toContainEqual(
        expect.objectContaining({ level: 'error', event: 'reconciliation', reason: 'nobody-known' }),
      );

      // With the right key all is looked at, whatever was missed meanwhile.
      scene.intercept.with = () => undefined;
      await scene.createUsers(1, 1);
      await scene.clock.advance(3_600_000);
      await scene.runScheduled();
      expect(await listRows()).toEqual(await scene.listClerkUsers());
    });

    it('does what it is told to do', async () => {
      await scene.createUsers(count, 0);
      scene.intercept.with = answerAsOther;
      expect(await scene.sweep({ removalsMax: count })).toMatchObject({ counts: { removed: count } });
    });
  });

  it('counts only what it has written', async () => {
    const [id = ''] = await scene.createUsers(1, 0);
    // Said at a time that is still to come, so that nothing of the same time of change is newer.
    await env.DB.prepare(
      `UPDATE users SET first_name = 'other', source_event_at = 8000000000000 WHERE clerk_user_id = ?1`,
    )
      .bind(id)
      .run();
    expect((await scene.sweep()).counts).toEqual({ ...noCounts, listed: 1, unchanged: 1 });
  });

  it('takes over when somebody last signed in, which no event need have told', async () => {
    const [id = ''] = await scene.createUsers(1, 0);
    const user = await (await scene.askClerk('GET', `/users/${id}`)).json<object>();
    const at = scene.clock.now();
    scene.intercept.with = ({ pathname }) =>
      pathname === '/v1/users'
        ? Response.json([{ ...user, last_sign_in_at: at, updated_at: at }])
        : undefined;
    expect((await scene.sweep()).counts).toEqual({ ...noCounts, listed: 1, unchanged: 1 });
    expect(await readRow(id)).toMatchObject({ last_sign_in_at: new Date(at).toISOString() });
    expect((await scene.readStatus()).drift).toBe(0);
  });

  it('is made once where two ask at the same time', async () => {
    await scene.createUsers(20, 1);
    const other = scene.createWorker({}, { newId });
    const [one, two] = await Promise.all([scene.sweep(), scene.sweep({}, other)]);
    const { counts } = (await scene.readStatus()).lastFull ?? {};
    expect([one?.outcome, two?.outcome]).toEqual(['done', 'done']);
    expect(counts?.failed).toBe(0);
    expect(await listRows()).toEqual(await scene.listClerkUsers());
    expect(await countRows()).toMatchObject({ users: 21 });
  });

  it('that nobody has asked for is nothing', async () => {
    await expectProblem(await postStep(scene, { sweep: 'nothing' }), 'not-found');
  });

  it('that changes something is not gone on with as a dry run', async () => {
    await scene.createUsers(1, 1);
    const { sweep } = await scene.step();
    expect(sweep.stage).toBe('removing');
    await expectProblem(await postStep(scene, { sweep: sweep.id, dryRun: true }), 'not-found');
    expect((await scene.readStatus()).running).toEqual([sweep]);
  });

  it('needs a secret key', async () => {
    const worker = scene.createWorker({ CLERK_SECRET_KEY: '' });
    await expectProblem(await postStep(worker), 'clerk-key-missing');
  });
});

it('the key of the Backend API goes to that one origin', async () => {
  await scene.sweep();
  expect(new Set(scene.asked.map(({ origin }) => origin))).toEqual(new Set([clerkUrl]));
});
