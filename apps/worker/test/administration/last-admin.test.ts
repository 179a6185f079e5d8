import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectProblem } from '../harness.ts';
import { type ClerkPerson, createClerkScene, emptyDatabase } from './clerk-scene.ts';

beforeEach(emptyDatabase);

const reason = 'a test';

/** Ways for an administrator to be none any more. */
const ways = [
  { name: 'demoted', method: 'PATCH', path: '', body: { tier: 'free', reason } },
  { name: 'banned', method: 'POST', path: '/ban', body: { reason } },
] as const;
type Way = (typeof ways)[number];

type ClerkScene = Awaited<ReturnType<typeof createClerkScene>>;

const remove = (scene: ClerkScene, actor: Pick<ClerkPerson, 'token'>, id: string, way: Way) =>
  scene.callAs(actor, way.method, `/api/admin/users/${id}${way.path}`, way.body);

async function listAdminRows(): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT id FROM users WHERE tier = 'admin' AND banned = 0 ORDER BY id`,
  ).all<{ id: string }>();
  return results.map(({ id }) => id);
}

describe.each(ways)('the last administrator', (way) => {
  it(`is not ${way.name}, not even by themselves, and Clerk is not asked`, async () => {
    const scene = await createClerkScene();
    const admin = await scene.makePerson('admin');
    await scene.makePerson('pro');
    await expectProblem(await remove(scene, admin, admin.id, way), 'last-admin');
    expect(scene.asked).toEqual([]);
    expect((await scene.readAudit(admin)).entries).toEqual([]);
  });

  it(`is not ${way.name} where the only other one is banned`, async () => {
    const scene = await createClerkScene();
    const [admin, other] = [await scene.makePerson('admin'), await scene.makePerson('admin')];
    expect((await remove(scene, admin, other.id, ways[1])).status).toBe(200);
    await expectProblem(await remove(scene, admin, admin.id, way), 'last-admin');
  });

  it(`is not ${way.name} where Clerk has not said what became of the only other one`, async () => {
    const scene = await createClerkScene();
    const [admin, other] = [await scene.makePerson('admin'), await scene.makePerson('admin')];
    scene.scene.fault = async (_request, ask) => {
      await ask();
      throw new TypeError('connection lost');
    };
    await expectProblem(await remove(scene, admin, other.id, way), 'unavailable');
    scene.scene.fault = undefined;
    await expectProblem(await remove(scene, admin, admin.id, way), 'last-admin');
    // A day later nobody waits for an answer any more.
    scene.clock.nowMs += 86_400_001;
    expect((await remove(scene, admin, admin.id, way)).status).toBe(200);
  });

  it(`may be ${way.name} where there is another one`, async () => {
    const scene = await createClerkScene();
    const [admin, other] = [await scene.makePerson('admin'), await scene.makePerson('admin')];
    expect((await remove(scene, admin, admin.id, way)).status).toBe(200);
    expect(await listAdminRows()).toEqual([other.id]);
    const again = await remove(scene, admin, other.id, way);
    expect([401, 403]).toContain(again.status);
  });

  it(`may have been ${way.name} before: then a ban or a demotion takes nothing away`, async () => {
    const scene = await createClerkScene();
    const [admin, other] = [await scene.makePerson('admin'), await scene.makePerson('admin')];
    for (const one of [way, ...ways]) expect((await remove(scene, admin, other.id, one)).status).toBe(200);
    expect(await listAdminRows()).toEqual([admin.id]);
  });
});

describe('whoever is an administrator no more when it is decided', () => {
  it.each(['free', 'pro'])('changes nothing, of whichever account: tier %s', async (tier) => {
    const scene = await createClerkScene();
    const [admin, actor] = [await scene.makePerson('admin'), await scene.makePerson('admin')];
    const [own = ''] = await makeOwn(1);
    await env.DB.prepare('UPDATE users SET tier = ?2 WHERE id = ?1').bind(actor.id, tier).run();
    const { store } = scene.scheduled;
    const order = (userId: string) => ({
      id: crypto.randomUUID(),
      at: new Date(scene.clock.nowMs),
      actor: { userId: actor.id, subject: actor.token, impersonator: null },
      action: 'ban-user' as const,
      reason,
      requestId: 'request',
      userId,
      change: { kind: 'ban' } as const,
    });
    expect(await store.apply(order(own))).toEqual({ kind: 'actor-gone' });
    expect(await store.begin(order(admin.id))).toEqual({ kind: 'actor-gone' });
    expect(await listAdminRows()).toEqual([admin.id, own].toSorted());
    expect((await scene.readAudit(admin)).entries).toEqual([]);
    expect(await store.countPending(admin.id)).toBe(0);
  });
});

describe.each([
  { name: 'Clerk’s', isOwn: false },
  { name: 'our own', isOwn: true },
])('50 tries at once to be rid of all administrators, $name', ({ isOwn }) => {
  it.each([1, 2, 5, 10])(
    'leave one of %d here and at Clerk, and one entry for each success',
    async (count) => {
      const scene = await createClerkScene();
      const admins: ClerkPerson[] = [];
      for (let n = 0; n < (isOwn ? 1 : count); n++) admins.push(await scene.makePerson('admin'));
      const targets = isOwn ? await makeOwn(count - 1) : [];
      const ids = [...admins.map(({ id }) => id), ...targets];
      // Clerk takes its time, and not the same for all.
      let asked = 0;
      scene.scene.fault = async (_request, ask) => {
        await new Promise((resolve) => setTimeout(resolve, (asked++ % 5) * 3));
        return ask();
      };

      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => {
          const actor = admins[n % admins.length];
          const id = ids[(n * 3 + 1) % ids.length];
          const way = ways[n % 2];
          if (actor === undefined || id === undefined || way === undefined) throw new Error('nobody');
          return remove(scene, actor, id, way);
        }),
      );
      scene.scene.fault = undefined;

      const statuses = answers.map(({ status }) => status);
      expect(statuses.filter((status) => ![200, 401, 403, 409].includes(status))).toEqual([]);
      expect(statuses).toContain(409);
      const left = await listAdminRows();
      expect(left.length).toBeGreaterThanOrEqual(1);
      const entries = await env.DB.prepare('SELECT COUNT(*) AS n FROM audit_entries').first('n');
      expect(entries).toBe(statuses.filter((status) => status === 200).length);
      expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM pending_user_changes').first('n')).toBe(0);

      // Clerk says the same, and its events change nothing about that.
      const atClerk: string[] = [];
      for (const one of admins) {
        const { metadata, banned } = await scene.readClerk(one);
        if (JSON.stringify(metadata).includes('"tier":"admin"') && banned === false) atClerk.push(one.id);
      }
      expect(left.filter((id) => admins.some((one) => one.id === id))).toEqual(atClerk.toSorted());
      await scene.deliverEvents();
      expect(await listAdminRows()).toEqual(left);
    },
  );
});

/** Accounts of our own, whom nobody else keeps. */
async function makeOwn(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID());
  const insert = `INSERT INTO users (id, tier, created_at, updated_at) VALUES (?1, 'admin', ?2, ?2)`;
  for (const id of ids) await env.DB.prepare(insert).bind(id, '2026-01-01T00:00:00.000Z').run();
  return ids;
}
