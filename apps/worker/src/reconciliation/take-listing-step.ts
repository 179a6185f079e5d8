import type { ListedUser, UserListing } from '../auth/providers/clerk/list-users.ts';
import { decideRow, type KnownRow } from './decide-row.ts';
import { countRemovalsAllowed } from './removals-allowed.ts';
import { postpone, type StepParts, type StepResult } from './step.ts';
import type { Sweep } from './sweep.ts';

/**
 * Compares one page of Clerk's users with their rows and writes those that differ, at most `writesMax`: the next step
 * begins behind the last user that was dealt with.
 */
export async function takeListingStep(
  sweep: Sweep,
  parts: StepParts,
  writesMax: number,
): Promise<StepResult> {
  const answer = await parts.api.listUsers(describePage(sweep));
  if (answer.kind !== 'listed') return postpone(sweep, answer, parts.now());

  const isWanted = ({ profile }: ListedUser): boolean =>
    sweep.watermarkMs === null || profile.sourceUpdatedAtMs >= sweep.watermarkMs;
  // Recent changes come newest first: the first that is too old ends them.
  const end = answer.users.findIndex((user) => !isWanted(user));
  const wanted = end === -1 ? answer.users : answer.users.slice(0, end);

  const known = await parts.rows.find(wanted.map(({ profile }) => profile.subject.id));
  const plan = planPage(wanted, known, writesMax);
  const writtenCount = await carryOut(sweep, plan, parts);

  const isWhole = plan.done.length === wanted.length;
  const next = count(sweep, plan, known, isWhole ? answer.unreadableCount : 0);
  const isOver = isWhole && (answer.isLast || end !== -1);
  return {
    sweep: isOver ? await endListing(next, parts) : moveOn(next, plan.done),
    writeCount: writtenCount,
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
  readonly tombstonedCount: number;
}

function planPage(
  users: readonly ListedUser[],
  known: ReadonlyMap<string, KnownRow>,
  writesMax: number,
): PagePlan {
  const creations: ListedUser[] = [];
  const updates: ListedUser[] = [];
  let tombstonedCount = 0;
  let doneCount = 0;
  for (const user of users) {
    const decision = decideRow(known.get(user.profile.subject.id), user.profile);
    const isWrite = decision === 'create' || decision === 'update';
    if (isWrite && creations.length + updates.length >= writesMax) break;
    if (decision === 'create') creations.push(user);
    if (decision === 'update') updates.push(user);
    if (decision === 'tombstoned') tombstonedCount++;
    doneCount++;
  }
  return { done: users.slice(0, doneCount), creations, updates, tombstonedCount };
}

/** @returns how many statements it took */
async function carryOut(
  { isDryRun }: Sweep,
  { creations, updates }: PagePlan,
  { rows, now }: StepParts,
): Promise<number> {
  const profiles = [...creations, ...updates].map(({ profile }) => profile);
  if (isDryRun || profiles.length === 0) return 0;
  await rows.write(profiles, new Date(now()));
  return profiles.length;
}

function count(
  sweep: Sweep,
  { done, creations, updates, tombstonedCount }: PagePlan,
  known: ReadonlyMap<string, KnownRow>,
  unreadableCount: number,
): Sweep {
  const { counts } = sweep;
  const matched = done.filter(({ profile }) => {
    const row = known.get(profile.subject.id);
    return row?.kind === 'row' && row.user.createdAt < sweep.startedAt;
  });
  const unchangedCount = done.length - creations.length - updates.length - tombstonedCount;
  return {
    ...sweep,
    matched: sweep.matched + matched.length,
    lastFailure: null,
    notBefore: null,
    counts: {
      ...counts,
      listed: counts.listed + done.length + unreadableCount,
      created: counts.created + creations.length,
      updated: counts.updated + updates.length,
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
  const rowCount = await rows.countOlder(sweep.startedAt);
  const removalsMax = sweep.removalsMax ?? countRemovalsAllowed(rowCount);
  const excess = Math.max(0, rowCount - sweep.matched);
  if (excess <= removalsMax) return { ...sweep, ...end, stage: 'removing', removalsMax };
  const counts = { ...sweep.counts, held: excess };
  return { ...sweep, ...finish, removalsMax, outcome: 'held', counts };
}
