import type { ListedUser, UserListing } from '../auth/providers/clerk/list-users.ts';
import { decideRow, type KnownRow } from './decide-row.ts';
import { findAcquaintance } from './find-acquaintance.ts';
import { countRemovalsAllowed } from './removals-allowed.ts';
import { postpone, type StepParts, type StepResult } from './step.ts';
import { nobodyKnown, type Sweep } from './sweep.ts';

/**
 * Compares one page of Clerk's users with their rows and writes those that differ, at most `writesMax`: the next step
 * begins behind the last user that was dealt with.
 */
export async function takeListingStep(
  sweep: Sweep,
  parts: StepParts,
  writesMax: number,
): Promise<StepResult> {
  if (sweep.counts.listed === 0 && sweep.removalsMax === null) {
    const answer = await findAcquaintance(sweep.startedAt, parts);
    if (answer.kind === 'obstacle') return postpone(sweep, answer.obstacle, parts.now());
    if (answer.kind === 'nobody-known') return holdBack(sweep, parts);
  }
  const answer = await parts.api.listUsers(describePage(sweep));
  if (answer.kind !== 'listed') return postpone(sweep, answer, parts.now());

  const isWanted = ({ profile }: ListedUser): boolean =>
    sweep.watermarkMs === null || profile.sourceUpdatedAtMs >= sweep.watermarkMs;
  // Recent changes come newest first: the first that is too old ends them.
  const end = answer.users.findIndex((user) => !isWanted(user));
  const wanted = end === -1 ? answer.users : answer.users.slice(0, end);

  const known = await parts.rows.find(wanted.map(({ profile }) => profile.subject.id));
  const plan = planPage(wanted, known, writesMax);
  const refused = await carryOut(sweep, plan, parts);

  const isWhole = plan.done.length === wanted.length;
  const next = count(sweep, plan, refused, known, isWhole ? answer.unreadableCount : 0);
  const isOver = isWhole && (answer.isLast || end !== -1);
  return {
    sweep: isOver ? await endListing(next, parts) : moveOn(next, plan.done),
    writeCount: sweep.isDryRun ? 0 : countWrites(plan),
  };
}

/** Ends a sweep before anything is written. */
async function holdBack(sweep: Sweep, { rows, now }: StepParts): Promise<StepResult> {
  // A recent one would have removed nobody.
  const held = sweep.kind === 'full' ? await rows.countRemovable(sweep.startedAt) : 0;
  return {
    sweep: {
      ...sweep,
      stage: 'finished',
      outcome: 'held',
      lastFailure: nobodyKnown,
      notBefore: null,
      finishedAt: new Date(now()).toISOString(),
      counts: { ...sweep.counts, held },
    },
    writeCount: 0,
  };
}

function describePage({ kind, cursor, cursorCreatedAtMs }: Sweep): UserListing {
  if (kind === 'recent') return { kind, offset: Number(cursor ?? 0) };
  const createdAtMs = cursorCreatedAtMs ?? undefined;
  return { kind: 'all', after: cursor === null ? undefined : { id: cursor, createdAtMs } };
}

/** What is done about the users at the beginning of a page, which are as many as fit into the writes that are left. */
interface PagePlan {
  readonly done: readonly ListedUser[];
  readonly creations: readonly ListedUser[];
  readonly updates: readonly ListedUser[];
  readonly refreshes: readonly ListedUser[];
  readonly tombstonedCount: number;
}

function planPage(
  users: readonly ListedUser[],
  known: ReadonlyMap<string, KnownRow>,
  writesMax: number,
): PagePlan {
  const creations: ListedUser[] = [];
  const updates: ListedUser[] = [];
  const refreshes: ListedUser[] = [];
  let tombstonedCount = 0;
  let doneCount = 0;
  for (const user of users) {
    const decision = decideRow(known.get(user.profile.subject.id), user.profile);
    const isWrite = decision === 'create' || decision === 'update' || decision === 'refresh';
    if (isWrite && countWrites({ creations, updates, refreshes }) >= writesMax) break;
    if (decision === 'create') creations.push(user);
    if (decision === 'update') updates.push(user);
    if (decision === 'refresh') refreshes.push(user);
    if (decision === 'tombstoned') tombstonedCount++;
    doneCount++;
  }
  return { done: users.slice(0, doneCount), creations, updates, refreshes, tombstonedCount };
}

/** Statements that write. */
function countWrites({
  creations,
  updates,
  refreshes,
}: Pick<PagePlan, 'creations' | 'updates' | 'refreshes'>): number {
  return creations.length + updates.length + refreshes.length;
}

/** How many rows were not written, because a newer event, or a deletion, came in between. */
interface RefusedWrites {
  readonly creationCount: number;
  readonly updateCount: number;
}

async function carryOut(
  { isDryRun }: Sweep,
  { creations, updates, refreshes }: PagePlan,
  { rows, now }: StepParts,
): Promise<RefusedWrites> {
  const profiles = [...creations, ...updates, ...refreshes].map(({ profile }) => profile);
  if (isDryRun || profiles.length === 0) return { creationCount: 0, updateCount: 0 };
  const isWritten = await rows.write(profiles, new Date(now()));
  const countRefused = (from: number, to: number) => isWritten.slice(from, to).filter((one) => !one).length;
  const updatesEnd = creations.length + updates.length;
  return {
    creationCount: countRefused(0, creations.length),
    updateCount: countRefused(creations.length, updatesEnd),
  };
}

function count(
  sweep: Sweep,
  { done, creations, updates, tombstonedCount }: PagePlan,
  refused: RefusedWrites,
  known: ReadonlyMap<string, KnownRow>,
  unreadableCount: number,
): Sweep {
  const { counts } = sweep;
  const matched = done.filter(({ profile }) => {
    const row = known.get(profile.subject.id);
    return row?.kind === 'row' && !row.user.signsInHere && row.user.createdAt < sweep.startedAt;
  });
  const createdCount = creations.length - refused.creationCount;
  const updatedCount = updates.length - refused.updateCount;
  const unchangedCount = done.length - createdCount - updatedCount - tombstonedCount;
  return {
    ...sweep,
    matched: sweep.matched + matched.length,
    lastFailure: null,
    notBefore: null,
    counts: {
      ...counts,
      listed: counts.listed + done.length + unreadableCount,
      created: counts.created + createdCount,
      updated: counts.updated + updatedCount,
      unchanged: counts.unchanged + unchangedCount,
      tombstoned: counts.tombstoned + tombstonedCount,
      failed: counts.failed + unreadableCount,
    },
  };
}

function moveOn(sweep: Sweep, done: readonly ListedUser[]): Sweep {
  if (sweep.kind === 'recent') return { ...sweep, cursor: String(Number(sweep.cursor ?? 0) + done.length) };
  const last = done.at(-1);
  if (last === undefined) return sweep;
  return { ...sweep, cursor: last.profile.subject.id, cursorCreatedAtMs: last.createdAtMs ?? null };
}

/** Recent changes tell nothing of who is missing. A full list does, unless too many would be. */
async function endListing(sweep: Sweep, { rows, now }: StepParts): Promise<Sweep> {
  const end = { cursor: null, cursorCreatedAtMs: null };
  const finish = { ...end, stage: 'finished', finishedAt: new Date(now()).toISOString() } as const;
  if (sweep.kind === 'recent') return { ...sweep, ...finish, outcome: 'done' };
  const rowCount = await rows.countRemovable(sweep.startedAt);
  const removalsMax = sweep.removalsMax ?? countRemovalsAllowed(rowCount);
  const excess = Math.max(0, rowCount - sweep.matched);
  if (excess <= removalsMax) return { ...sweep, ...end, stage: 'removing', removalsMax };
  const counts = { ...sweep.counts, held: excess };
  return { ...sweep, ...finish, removalsMax, outcome: 'held', counts };
}
