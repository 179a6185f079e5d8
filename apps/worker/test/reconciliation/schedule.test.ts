import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { healthResponseSchema } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import worker from '../../src/index.ts';
import { countRows, readRow } from '../webhooks/tables.ts';
import { type ClerkScene, createClerkScene, listRows } from './clerk-scene.ts';

let scene: ClerkScene;

beforeEach(async () => {
  scene = await createClerkScene();
});

describe('drift', () => {
  it('and the last event are told to administrators, and as numbers in the health', async () => {
    const readHealth = async () =>
      healthResponseSchema.parse(await (await scene.call('/api/health')).json()).identity;
    expect(await readHealth()).toEqual({
      lastEventAgeSeconds: null,
      lastEventLagMs: null,
      lastSweepAgeSeconds: null,
      drift: null,
      keySetAgeSeconds: null,
    });
    await scene.loseEvents();
    await scene.sweep();
    await scene.clock.advance(60_000);
    expect(await readHealth()).toEqual({
      lastEventAgeSeconds: 183,
      lastEventLagMs: 0,
      lastSweepAgeSeconds: 60,
      drift: 7,
      keySetAgeSeconds: null,
    });
    expect(await scene.readStatus()).toMatchObject({
      configured: true,
      users: 11,
      drift: 7,
      lastEvent: { lagMs: 0 },
      running: [],
      lastFull: { outcome: 'done' },
      lastDryRun: null,
    });
  });

  it('is told where recent sweeps put it right before the full one comes', async () => {
    await scene.createUsers(2, 0);
    await scene.runScheduled();
    const readDrifts = async () => [
      healthResponseSchema.parse(await (await scene.call('/api/health')).json()).identity?.drift,
      (await scene.readStatus()).drift,
    ];
    expect(await readDrifts()).toEqual([0, 0]);
    // No event arrives any more.
    for (let quarter = 0; quarter < 4; quarter++) {
      await scene.createUsers(1, 1);
      await scene.clock.advance(900_000);
      await scene.runScheduled();
      expect(await readDrifts()).toEqual([quarter + 1, quarter + 1]);
    }
    // The last of them made a full sweep, too. All is well, and once another was made, nothing is left to tell.
    expect((await scene.readStatus()).lastFull?.counts).toMatchObject({ created: 0, updated: 0 });
    await scene.clock.advance(3_600_000);
    await scene.runScheduled();
    expect(await readDrifts()).toEqual([0, 0]);
  });

  it('is left out of the health where Clerk is not set up, or the database does not answer', async () => {
    const without = {
      CLERK_PUBLISHABLE_KEY: '',
      CLERK_JWKS_URL: '',
      CLERK_SECRET_KEY: '',
      CLERK_API_URL: '',
      CLERK_WEBHOOK_SECRET: '',
    };
    const { DB: _, ...noDatabase } = { ...without, DB: undefined };
    for (const changed of [noDatabase, { DB: undefined }]) {
      const body = await (await scene.createWorker(changed).call('/api/health')).json();
      expect(healthResponseSchema.parse(body).identity).toBeUndefined();
    }
  });
});

describe('the schedule', () => {
  it('heals what events have lost within a quarter of an hour, and removals within the hour', async () => {
    await scene.createUsers(2, 0);
    await scene.runScheduled();
    expect((await scene.readStatus()).lastFull).toMatchObject({ outcome: 'done' });

    await scene.loseEvents();
    scene.asked.length = 0;
    await scene.runScheduled();
    const { lastRecent, lastFull } = await scene.readStatus();
    expect(lastRecent).toMatchObject({ outcome: 'done', counts: { created: 2, updated: 3, removed: 0 } });
    expect(scene.asked.map(({ pathname }) => pathname)).toEqual(['/v1/users', '/v1/users']);
    expect((await listRows()).length).toBe(14);

    await scene.clock.advance(3_600_000);
    await scene.runScheduled();
    expect((await scene.readStatus()).lastFull?.id).not.toBe(lastFull?.id);
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('looks at recent changes only', async () => {
    await scene.createUsers(5, 0);
    await scene.runScheduled();
    await scene.clock.advance(1_800_000);
    await scene.runScheduled();
    await scene.clock.advance(1_800_000 - 1);
    const [id = ''] = await scene.createUsers(1, 1);
    scene.asked.length = 0;
    await scene.runScheduled();
    expect((await scene.readStatus()).lastRecent?.counts).toMatchObject({ listed: 1, created: 1 });
    expect(await readRow(id)).not.toBeNull();
  });

  it('goes on in the next run where one run is not enough', async () => {
    scene.webhooks.setFaults({ lossShare: 1 });
    for (let made = 0; made < 500; made += 100)
      await Promise.all(Array.from({ length: 100 }, () => scene.createUser()));
    await scene.runScheduled();
    expect((await scene.readStatus()).running).toMatchObject([{ kind: 'full', counts: { created: 400 } }]);
    await scene.runScheduled();
    expect((await scene.readStatus()).running).toEqual([]);
    expect(await listRows()).toEqual(await scene.listClerkUsers());
  });

  it('ends a run when Clerk is asked too often', async () => {
    scene.intercept.with = () => new Response('', { status: 429 });
    await scene.runScheduled();
    expect(scene.asked.length).toBe(1);
    expect((await scene.readStatus()).running).toMatchObject([{ lastFailure: 'rate-limited' }]);
  });

  it.each([
    { name: 'without a secret key', changed: { CLERK_SECRET_KEY: '' } },
    { name: 'with settings that cannot be', changed: { RATE_LIMITS: 'nonsense' } },
  ])('$name only forgets what is old', async ({ changed }) => {
    const [id] = await scene.createUsers(1, 0);
    await env.DB.prepare(
      `INSERT INTO pending_user_changes (id, started_at, user_id, clerk_user_id, takes_admin, change, before, actor_user_id, actor_subject, action, reason, request_id)
       VALUES ('p', '2026-05-01T12:00:00.000Z', 'u', ?1, 0, '{"kind":"ban"}', '{}', 'a', 'a', 'ban-user', 'r', 'q')`,
    )
      .bind(id)
      .run();
    await scene.clock.advance(61 * 86_400_000);
    await scene.runScheduled(changed);
    expect(scene.asked).toEqual([]);
    expect(await countRows()).toMatchObject({ webhook_messages: 0, users: 2 });
    await env.DB.prepare('DELETE FROM pending_user_changes').run();
  });

  it('forgets sweeps after 60 days', async () => {
    await scene.sweep();
    await scene.clock.advance(61 * 86_400_000);
    await scene.runScheduled({ CLERK_SECRET_KEY: '' });
    expect((await scene.readStatus()).lastFull).toBeNull();
  });

  it('does not fail where the database does', async () => {
    const DB = new Proxy(env.DB, {
      get: () => () => {
        throw new Error('D1_ERROR');
      },
    });
    await scene.runScheduled({ DB });
    const events = scene.entries.map(({ event }) => event);
    expect(events.at(-1)).toBe('scheduled-sweep-failed');
    expect(new Set(events.slice(0, -1))).toEqual(new Set(['chore-failed']));
  });
});

it('the Worker has a schedule, which forgets what is old', async () => {
  await env.DB.prepare(
    "INSERT INTO webhook_messages (id, outcome, body_sha256, received_at) VALUES ('msg_old', 'ignored', 'x', '2020-01-01T00:00:00.000Z')",
  ).run();
  await worker.scheduled(createScheduledController(), env);
  expect(await countRows()).toMatchObject({ webhook_messages: 0 });
});
