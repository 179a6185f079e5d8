import { env } from 'cloudflare:workers';
import { beforeEach, expect, it } from 'vitest';
import { createMigrationScene, type MigrationScene } from './migration-scene.ts';

let scene: MigrationScene;

beforeEach(async () => {
  scene = await createMigrationScene();
});

it('docs/moving-to-clerk.md: a person of Better Auth becomes a user of Clerk on the same row', async () => {
  const email = 'ada@example.org';
  await env.DB.prepare(
    "INSERT INTO users (id, better_auth, email, email_verified, tier, created_at, updated_at) VALUES ('ada', 1, ?1, 1, 'pro', '2026-01-01T00:00:00.000Z', '')",
  )
    .bind(email)
    .run();
  // No endpoint for webhooks yet.
  scene.webhooks.setFaults({ lossShare: 1 });
  const clerkId = await scene.createUser({
    external_id: 'ada',
    email_address: [email],
    public_metadata: { tier: 'pro' },
  });
  const found = await scene.askClerk('GET', '/users?external_id=ada');
  expect(await found.json()).toMatchObject([{ id: clerkId }]);
  await env.DB.prepare('UPDATE users SET clerk_user_id = ?1 WHERE id = ?2 AND clerk_user_id IS NULL')
    .bind(clerkId, 'ada')
    .run();

  scene.webhooks.setFaults({});
  await scene.askClerk('PATCH', `/users/${clerkId}`, { first_name: 'Ada' });
  await scene.clock.advance(1000);
  expect((await scene.sweep()).counts).toMatchObject({ created: 0, removed: 0 });
  const { results } = await env.DB.prepare(
    'SELECT id, email, first_name, tier, better_auth FROM users WHERE clerk_user_id = ?1',
  )
    .bind(clerkId)
    .all();
  expect(results).toEqual([{ id: 'ada', email, first_name: 'Ada', tier: 'pro', better_auth: 1 }]);
});
