import { env } from 'cloudflare:workers';
import {
  type DeliveriesResponse,
  type DeliveryDetail,
  deliveriesResponseSchema,
  deliveryDetailSchema,
  replayResponseSchema,
} from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import { clerkEvent, clerkUser, deletedEvent } from '../webhooks/clerk-events.ts';
import { newMessageId, nowMs } from '../webhooks/delivery.ts';
import { countRows, readRow } from '../webhooks/tables.ts';
import { type ClerkPerson, createClerkScene, emptyDatabase } from './clerk-scene.ts';

beforeEach(emptyDatabase);

const ada = 'user_2aAdA00000000000000000000Aa';
const reason = 'a test';
const at = (updatedAt: number, fields: Readonly<Record<string, unknown>> = {}) =>
  clerkEvent('user.updated', clerkUser(ada, { updated_at: updatedAt, ...fields }), {
    timestamp: updatedAt + 5,
  });

/** A Worker with an administrator, made in a way that leaves no message. */
async function createScene() {
  const scene = await createClerkScene();
  const admin: ClerkPerson = { token: 'user_admin', id: 'row-admin' };
  scene.trust(admin);
  await env.DB.prepare(
    `INSERT INTO users (id, clerk_user_id, tier, created_at, updated_at) VALUES ('row-admin', 'user_admin', 'admin', '', '')`,
  ).run();
  await env.DB.prepare(`UPDATE users SET created_at = ?1, updated_at = ?1`)
    .bind('2026-01-01T00:00:00.000Z')
    .run();
  return {
    ...scene,
    admin,
    list: async (query = ''): Promise<DeliveriesResponse> => {
      const answer = await scene.callAs(admin, 'GET', `/api/admin/deliveries${query}`);
      return deliveriesResponseSchema.parse(await answer.json());
    },
    look: async (id: string): Promise<DeliveryDetail> => {
      const answer = await scene.callAs(admin, 'GET', `/api/admin/deliveries/${id}`);
      return deliveryDetailSchema.parse(await answer.json());
    },
    replay: (id: string) => scene.callAs(admin, 'POST', `/api/admin/deliveries/${id}/replay`, { reason }),
  };
}

type Scene = Awaited<ReturnType<typeof createScene>>;

async function outcomeOf(answer: Response) {
  const { outcome, delivery } = replayResponseSchema.parse(await answer.json());
  return [outcome, delivery.outcome];
}

async function deliver(scene: Scene, content: unknown): Promise<string> {
  const id = newMessageId();
  await scene.deliver(content, { id });
  return id;
}

describe('GET /api/admin/deliveries', () => {
  it('says what became of each message, and how late it came', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(nowMs - 1505));
    expect(await scene.list()).toEqual({
      deliveries: [
        {
          id,
          type: 'user.updated',
          subject: ada,
          outcome: 'applied',
          eventAt: new Date(nowMs - 1500).toISOString(),
          receivedAt: new Date(nowMs).toISOString(),
          lagMs: 1500,
          hasBody: true,
        },
      ],
      nextCursor: null,
    });
  });

  it('finds by outcome, type and person, and gives each once, page by page', async () => {
    const scene = await createScene();
    for (let n = 1; n <= 4; n++) await deliver(scene, at(n));
    const stale = await deliver(scene, at(1));
    const letter = await deliver(scene, { type: 'user.updated', data: {} });
    const other = await deliver(scene, { type: 'session.created', data: {} });
    const gone = await deliver(scene, deletedEvent('user_2Gone'));
    const idsOf = async (query: string) => (await scene.list(query)).deliveries.map(({ id }) => id);
    expect(await idsOf('?outcome=stale')).toEqual([stale]);
    expect(await idsOf('?outcome=unusable')).toEqual([letter]);
    expect(await idsOf('?type=session.created')).toEqual([other]);
    expect(await idsOf('?user=user_2Gone')).toEqual([gone]);
    const row = await readRow(ada);
    expect(await idsOf(`?user=${ada}`)).toEqual(await idsOf(`?user=${row?.id}`));
    expect(await idsOf(`?user=${ada}&outcome=applied`)).toHaveLength(4);
    expect(await idsOf(`?user=${encodeURIComponent("' OR 1=1 --")}`)).toEqual([]);

    const all = await idsOf('');
    expect(all).toHaveLength(8);
    const seen: string[] = [];
    let query = '?limit=3';
    for (;;) {
      const { deliveries, nextCursor } = await scene.list(query);
      seen.push(...deliveries.map(({ id }) => id));
      if (nextCursor === null) break;
      query = `?limit=3&cursor=${nextCursor}`;
    }
    expect(seen).toEqual(all);
  });

  it.each([
    { query: '?outcome=lost', pointer: '/outcome' },
    { query: '?outcome=received', pointer: '/outcome' },
    { query: '?type=', pointer: '/type' },
    { query: '?cursor=nonsense', pointer: '/cursor' },
    { query: '?limit=101', pointer: '/limit' },
    { query: '?sort=lag', pointer: '/sort' },
  ])('says what is wrong with $query', async ({ query, pointer }) => {
    const scene = await createScene();
    const answer = await scene.callAs(scene.admin, 'GET', `/api/admin/deliveries${query}`);
    const problem = await expectProblem(answer, 'invalid-request');
    expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
  });
});

describe('GET /api/admin/deliveries/{id}', () => {
  it('shows what a message said, and nothing that is secret in it', async () => {
    const scene = await createScene();
    const fields = {
      private_metadata: { iban: 'canary-private' },
      unsafe_metadata: { note: 'canary-unsafe' },
      public_metadata: { tier: 'pro', apiToken: 'canary-token' },
    };
    const id = await deliver(scene, at(1, fields));
    const { body, bodySha256, deadLetterReason } = await scene.look(id);
    expect(deadLetterReason).toBeNull();
    expect(bodySha256).toMatch(/^[0-9a-f]{64}$/);
    const text = body ?? '';
    expect(JSON.parse(text)).toMatchObject({
      type: 'user.updated',
      data: { id: ada, first_name: 'Ada', public_metadata: { tier: 'pro', apiToken: '[masked]' } },
    });
    expect(text).not.toContain('canary');
    expect(text).not.toContain('ada@example.org');
    expect(text).toContain('a…@example.org');
  });

  it('shows dead letters that are JSON, and of the others only why they are', async () => {
    const scene = await createScene();
    const json = await deliver(scene, { type: 'user.updated', data: { email: 'canary@example.org' } });
    expect(await scene.look(json)).toMatchObject({ deadLetterReason: 'no-user-id', hasBody: true });
    expect((await scene.look(json)).body).toContain('c…@example.org');
    const broken = await deliver(scene, '{"private_metadata":{"iban":"canary"');
    expect(await scene.look(broken)).toMatchObject({
      deadLetterReason: 'not-json',
      body: null,
      hasBody: true,
    });
  });

  it('has no body of events that are of no interest, nor of somebody who was deleted', async () => {
    const scene = await createScene();
    const other = await deliver(scene, { type: 'session.created', data: { client: 'canary' } });
    const before = await deliver(scene, at(1));
    const deletion = await deliver(scene, deletedEvent(ada));
    const late = await deliver(scene, at(2));
    for (const [id, outcome] of [
      [other, 'ignored'],
      [before, 'applied'],
      [late, 'deleted'],
    ] as const) {
      expect(await scene.look(id)).toMatchObject({ outcome, hasBody: false, body: null });
    }
    expect(await scene.look(deletion)).toMatchObject({ outcome: 'applied', hasBody: true });
    const { results } = await env.DB.prepare('SELECT body FROM webhook_bodies').all();
    expect(JSON.stringify(results)).not.toContain('Lovelace');
  });
});

describe('POST /api/admin/deliveries/{id}/replay', () => {
  it('does nothing more for what is applied, however often, and it is applied still', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1));
    const row = await readRow(ada);
    for (let time = 0; time < 3; time++) {
      expect(await outcomeOf(await scene.replay(id))).toEqual(['applied', 'applied']);
    }
    expect(await readRow(ada)).toEqual(row);
    const { entries } = await scene.readAudit(scene.admin);
    expect(entries).toHaveLength(3);
    expect(entries[0]).toMatchObject({
      action: 'replay-delivery',
      targetId: id,
      userId: row?.id,
      before: { outcome: 'applied' },
      after: { outcome: 'applied' },
    });
  });

  it('changes nothing where the row is newer, and an applied message is not told as lost', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1, { first_name: 'Old' }));
    await deliver(scene, at(2, { first_name: 'Later' }));
    expect(await outcomeOf(await scene.replay(id))).toEqual(['stale', 'applied']);
    expect(await readRow(ada)).toMatchObject({ first_name: 'Later' });
    expect((await scene.readAudit(scene.admin)).entries).toMatchObject([
      { before: { outcome: 'applied' }, after: { outcome: 'stale' } },
    ]);
  });

  it('makes a row again that is gone by other means, and brings nobody deleted back', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1));
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(ada).run();
    expect(await outcomeOf(await scene.replay(id))).toEqual(['applied', 'applied']);
    expect(await readRow(ada)).toMatchObject({ first_name: 'Ada' });

    const kept = await env.DB.prepare('SELECT body FROM webhook_bodies WHERE message_id = ?1')
      .bind(id)
      .first('body');
    const deletion = await deliver(scene, deletedEvent(ada));
    await expectProblem(await scene.replay(id), 'body-not-kept');
    // Even if something had kept it.
    await env.DB.prepare(`INSERT INTO webhook_bodies VALUES (?1, ?2, '')`).bind(id, kept).run();
    expect(await outcomeOf(await scene.replay(id))).toEqual(['deleted', 'applied']);
    expect(await outcomeOf(await scene.replay(deletion))).toEqual(['applied', 'applied']);
    expect(await readRow(ada)).toBeNull();
  });

  it('carries out what was meant for another instance, once that is the one', async () => {
    const scene = await createScene();
    const wrong = await createClerkScene({ CLERK_INSTANCE_ID: 'ins_wrong' });
    const id = newMessageId();
    expect(await wrong.deliver(at(1), { id })).toBe('other-instance');
    expect(await readRow(ada)).toBeNull();
    expect(await outcomeOf(await scene.replay(id))).toEqual(['applied', 'applied']);
    expect(await readRow(ada)).toMatchObject({ first_name: 'Ada' });
    expect((await scene.list(`?user=${ada}`)).deliveries).toHaveLength(1);
  });

  it('makes of a dead letter what can be made of it now', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1));
    // As a version of the code would have left it that could not read it.
    await env.DB.batch([
      env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(ada),
      env.DB.prepare(
        `UPDATE webhook_messages SET outcome = 'unusable', clerk_user_id = NULL, event_type = NULL`,
      ),
      env.DB.prepare(
        `INSERT INTO webhook_dead_letters SELECT message_id, 'no-event', body, received_at FROM webhook_bodies`,
      ),
      env.DB.prepare('DELETE FROM webhook_bodies'),
    ]);
    expect(await outcomeOf(await scene.replay(id))).toEqual(['applied', 'applied']);
    expect(await readRow(ada)).toMatchObject({ first_name: 'Ada' });
    expect(await countRows()).toMatchObject({ webhook_dead_letters: 0, webhook_bodies: 1 });
    expect(await scene.look(id)).toMatchObject({
      type: 'user.updated',
      subject: ada,
      deadLetterReason: null,
    });
  });

  it.each([
    { name: 'is not UTF-8', content: new Uint8Array([0x22, 0xff, 0xfe, 0x22]) },
    { name: 'is of no interest', content: { type: 'session.created', data: {} } },
  ])('refuses what $name: it is not kept as it came', async ({ content }) => {
    const scene = await createScene();
    await expectProblem(await scene.replay(await deliver(scene, content)), 'body-not-kept');
  });

  it('refuses a body that is not the one that was signed', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1));
    await env.DB.prepare('UPDATE webhook_bodies SET body = ?1')
      .bind(JSON.stringify(at(9, { public_metadata: { tier: 'admin' } })))
      .run();
    await expectProblem(await scene.replay(id), 'body-not-kept');
    expect(await readRow(ada)).toMatchObject({ tier: 'free' });
  });

  it('has one effect where 50 ask for it at once, an entry for each, and leaves nothing open', async () => {
    const scene = await createScene();
    const id = await deliver(scene, at(1));
    await env.DB.prepare('DELETE FROM users WHERE clerk_user_id = ?1').bind(ada).run();
    const answers = await Promise.all(Array.from({ length: 50 }, () => scene.replay(id)));
    for (const answer of answers) expect(await outcomeOf(answer)).toEqual(['applied', 'applied']);
    expect(await countRows()).toMatchObject({ users: 2, webhook_messages: 1 });
    expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM audit_entries').first('n')).toBe(50);
    expect(await env.DB.prepare('SELECT outcome, replayed_from FROM webhook_messages').first()).toEqual({
      outcome: 'applied',
      replayed_from: null,
    });
  });
});
