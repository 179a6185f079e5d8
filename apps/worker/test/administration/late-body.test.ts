import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { declaredRoutes } from '../declared-routes.ts';
import { expectProblem } from '../harness.ts';
import { clerkEvent, clerkUser } from '../webhooks/clerk-events.ts';
import { newMessageId, nowMs } from '../webhooks/delivery.ts';
import { createClerkScene, emptyDatabase } from './clerk-scene.ts';

beforeEach(emptyDatabase);

const reason = 'a test';

/** What an administrator can send a body to, and where it goes here. */
const requests = [
  { method: 'PATCH', path: '/api/admin/users/{id}', body: { tier: 'pro', reason } },
  { method: 'POST', path: '/api/admin/users/{id}/ban', body: { reason } },
  { method: 'POST', path: '/api/admin/users/{id}/unban', body: { reason } },
  { method: 'DELETE', path: '/api/admin/users/{id}/keys/{keyId}', body: { reason } },
  { method: 'POST', path: '/api/admin/deliveries/{message}/replay', body: { reason } },
  { method: 'POST', path: '/api/admin/reconciliation', body: { removalsMax: 100 } },
  { method: 'POST', path: '/api/admin/clerk-migration', body: { action: 'migrate' } },
];

it('are all requests of administrators that have a body', () => {
  const declared = declaredRoutes.filter(({ tier, body }) => tier === 'admin' && body !== undefined);
  expect(declared.length).toBe(requests.length);
});

it.each(requests)(
  'whoever is an administrator no more when the body of $method $path has come changes nothing',
  async ({ method, path, body }) => {
    const scene = await createClerkScene();
    const [actor, person] = [await scene.makePerson('admin'), await scene.makePerson('free')];
    await scene.makePerson('admin');
    await env.DB.prepare(
      `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at) VALUES ('k', ?1, '', '', hex(randomblob(32)), '', '')`,
    )
      .bind(person.id)
      .run();
    const message = newMessageId();
    await scene.deliver(clerkEvent('user.updated', clerkUser(person.token, { updated_at: nowMs })), {
      id: message,
    });
    const readAll = async () => ({
      users: (await env.DB.prepare(`SELECT * FROM users WHERE id <> ?1 ORDER BY id`).bind(actor.id).all())
        .results,
      keys: (await env.DB.prepare('SELECT * FROM api_keys').all()).results,
      messages: (await env.DB.prepare('SELECT * FROM webhook_messages ORDER BY id').all()).results,
      audit: (await env.DB.prepare('SELECT * FROM audit_entries').all()).results,
      pending: (await env.DB.prepare('SELECT * FROM pending_user_changes').all()).results,
    });
    const before = await readAll();
    const askedBefore = scene.asked.length;

    const address = path.replace('{id}', person.id).replace('{keyId}', 'k').replace('{message}', message);
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    const stream = new ReadableStream<Uint8Array>(
      {
        // Read from only once the caller has been let in.
        async pull(controller) {
          await env.DB.prepare(`UPDATE users SET tier = 'free' WHERE id = ?1`).bind(actor.id).run();
          controller.enqueue(bytes);
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const answer = await scene.call(address, {
      method,
      headers: { Authorization: `Bearer ${actor.token}`, 'Content-Type': 'application/json' },
      body: stream,
    });
    await expectProblem(answer, 'tier-too-low');
    expect(await readAll()).toEqual(before);
    expect(scene.asked.length).toBe(askedBefore);
  },
);
