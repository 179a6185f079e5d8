import { namedUsersMax } from '../auth/providers/clerk/list-users.ts';
import { type Obstacle, postpone, type StepParts, type StepResult } from './step.ts';
import type { Sweep } from './sweep.ts';

/** Users whom Clerk is asked for one by one in a step, and how long that may take. */
const checksMax = 20;
const checksTimeLimitMs = 20_000;
/** Statements of one removal. */
export const writesOfRemoval = 3;

/**
 * Looks for rows that are older than the sweep and whose user Clerk does not know. Clerk is asked for all of a page by
 * their ids, then for each who is not in the answer directly; only where that is a 404 does the row go. A row that was made
 * since the sweep began is not looked at: its user may be younger than what Clerk has listed.
 */
export async function takeRemovingStep(
  sweep: Sweep,
  parts: StepParts,
  writesMax: number,
): Promise<StepResult> {
  const { api, rows, now } = parts;
  const startedMs = now();
  const ids = await rows.listRemovable(sweep.cursor ?? '', sweep.startedAt, namedUsersMax);
  if (ids.length === 0) return finish(sweep, 'done', 0, startedMs);
  const answer = await api.listUsers({ kind: 'named', ids });
  if (answer.kind !== 'listed') return postpone(sweep, answer, now());

  const listed = new Set(answer.users.map(({ profile }) => profile.subject.id));
  let next: Sweep = { ...sweep, lastFailure: null, notBefore: null };
  let checkCount = 0;
  let writeCount = 0;
  for (const id of ids) {
    if (!listed.has(id)) {
      const isEnough =
        checkCount >= checksMax ||
        now() - startedMs > checksTimeLimitMs ||
        writeCount + writesOfRemoval > writesMax;
      if (isEnough) break;
      checkCount++;
      const verdict = await judge(id, next, parts);
      if (verdict.kind === 'postponed') return { ...postpone(next, verdict.obstacle, now()), writeCount };
      if (verdict.kind === 'held') return finish(next, 'held', writeCount, now());
      if (verdict.kind === 'removed') writeCount += writesOfRemoval;
      next = { ...next, counts: verdict.counts };
    }
    next = { ...next, cursor: id };
  }
  const isLast = ids.length < namedUsersMax && next.cursor === ids.at(-1);
  return isLast ? finish(next, 'done', writeCount, now()) : { sweep: next, writeCount };
}

type Verdict =
  | { readonly kind: 'removed' | 'kept'; readonly counts: Sweep['counts'] }
  | { readonly kind: 'held' }
  | { readonly kind: 'postponed'; readonly obstacle: Obstacle };

/** Decides about a user whom Clerk has not listed. */
async function judge(id: string, sweep: Sweep, { api, rows, now }: StepParts): Promise<Verdict> {
  const { counts, isDryRun, startedAt, removalsMax } = sweep;
  const answer = await api.findUser(id);
  switch (answer.kind) {
    case 'found':
      return { kind: 'kept', counts };
    case 'rate-limited':
      return { kind: 'postponed', obstacle: answer };
    case 'unavailable':
      // Clerk as a whole is there, as the list shows: the others shall not wait for this one.
      return { kind: 'kept', counts: { ...counts, failed: counts.failed + 1 } };
    case 'unknown': {
      if (removalsMax !== null && counts.removed >= removalsMax) return { kind: 'held' };
      const isRemoved = isDryRun || (await rows.remove(id, startedAt, new Date(now())));
      if (!isRemoved) return { kind: 'kept', counts };
      return { kind: isDryRun ? 'kept' : 'removed', counts: { ...counts, removed: counts.removed + 1 } };
    }
  }
}

function finish(sweep: Sweep, outcome: 'done' | 'held', writeCount: number, nowMs: number): StepResult {
  const { counts } = sweep;
  return {
    sweep: {
      ...sweep,
      stage: 'finished',
      outcome,
      cursor: null,
      lastFailure: null,
      notBefore: null,
      finishedAt: new Date(nowMs).toISOString(),
      counts: outcome === 'held' ? { ...counts, held: counts.held + 1 } : counts,
    },
    writeCount,
  };
}
