import { env } from 'cloudflare:workers';
import { auditResponseSchema } from '@bloqr/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { adminId, asAdmin, type ClerkScene, createClerkScene } from './clerk-scene.ts';

let scene: ClerkScene;

beforeEach(async () => {
  scene = await createClerkScene();
});

describe('a sweep', () => {
  it('is entered in the audit where an administrator begins it, and where they change how many rows may go', async () => {
    await scene.loseEvents();
    await scene.sweep({ dryRun: true });
    const { id } = (await scene.step({ reason: 'webhooks were lost' })).sweep;
    await scene.step({ sweep: id, removalsMax: 5 });
    await scene.sweep({ sweep: id, removalsMax: 5 });
    const { results } = await env.DB.prepare(
      'SELECT action, actor_subject, target_id, user_id, before, after, reason FROM audit_entries ORDER BY sequence',
    ).all();
    const entry = { action: 'reconcile', actor_subject: adminId, target_id: id, user_id: null };
    expect(results).toEqual([
      { ...entry, before: '{}', after: '{"removalsMax":null}', reason: 'webhooks were lost' },
      {
        ...entry,
        before: '{"removalsMax":20}',
        after: '{"removalsMax":5}',
        reason: 'the accounts were compared with those of Clerk',
      },
    ]);
    const answer = await scene.call('/api/admin/audit', { headers: asAdmin });
    const { entries } = auditResponseSchema.parse(await answer.json());
    expect(entries.map(({ after }) => after)).toEqual([{ removalsMax: 5 }, { removalsMax: null }]);
  });

  it('is not entered in the audit where the schedule makes it', async () => {
    await scene.loseEvents();
    await scene.runScheduled();
    expect(await env.DB.prepare('SELECT COUNT(*) AS n FROM audit_entries').first('n')).toBe(0);
  });
});
