import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { createRandom } from '../webhooks/random.ts';
import { createClerkScene, listRows } from './clerk-scene.ts';

const seed = 20_261_123;
const rounds = 12;
const changesAtOnce = 4;

it(`no row goes back, and nobody comes back, while events and sweeps meet; seed ${seed}`, {
  timeout: 120_000,
}, async () => {
  const scene = await createClerkScene();
  const random = createRandom(seed);
  const people = [...(await scene.createUsers(20, 0))];
  const gone: string[] = [];
  const newest = new Map<string, number>();

  async function change(): Promise<void> {
    const user = random.pick(people);
    switch (random.pick(['create', 'rename', 'rename', 'tier', 'tier', 'ban', 'delete'])) {
      case 'create':
        people.push(await scene.createUser());
        return;
      case 'rename':
        await scene.askClerk('PATCH', `/users/${user}`, { first_name: `${random.nextInt(0, 999)}` });
        return;
      case 'tier':
        await scene.askClerk('PATCH', `/users/${user}/metadata`, {
          public_metadata: { tier: random.pick(['free', 'pro', 'admin']) },
        });
        return;
      case 'ban':
        await scene.askClerk('POST', `/users/${user}/${random.pick(['ban', 'unban'])}`);
        return;
      case 'delete':
        if (people.length < 10) return;
        people.splice(people.indexOf(user), 1);
        gone.push(user);
        await scene.askClerk('DELETE', `/users/${user}`);
    }
  }

  /** What must hold at every moment. */
  async function check(): Promise<void> {
    for (const { clerk_user_id: id, source_updated_at: at } of await listRows()) {
      expect(at).toBeGreaterThanOrEqual(newest.get(id) ?? 0);
      newest.set(id, at);
    }
    const back = await env.DB.prepare(
      'SELECT COUNT(*) AS n FROM users JOIN deleted_users USING (clerk_user_id)',
    ).first('n');
    expect(back).toBe(0);
  }

  scene.webhooks.setFaults({ lossShare: 0.3, duplicateShare: 0.2, reorderWithinMs: 3000 }, seed);
  scene.intercept.with = async ({ href }) => {
    // The list is made before the changes and arrives after them.
    const answer = await scene.askAsWorker(href);
    for (let index = 0; index < changesAtOnce; index++) await change();
    await scene.clock.advance(random.nextInt(0, 4000));
    await check();
    return answer;
  };
  for (let round = 0; round < rounds; round++) {
    await scene.sweep();
    await check();
  }

  // When all is quiet, one sweep is enough.
  scene.intercept.with = () => undefined;
  await scene.clock.advance(60_000);
  await scene.sweep();
  await check();
  expect(await listRows()).toEqual(await scene.listClerkUsers());
  expect(gone.length).toBeGreaterThan(0);
});
