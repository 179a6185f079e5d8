import type { ClerkMigrationCursor, ClerkMigrationRow, ClerkMigrationStep } from '@bloqr/contract';
import type { AdminAct } from '../administration/audit.ts';
import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { ListedUser } from '../auth/providers/clerk/list-users.ts';
import { decideRow, type KnownRow } from '../reconciliation/decide-row.ts';
import { findAcquaintance } from '../reconciliation/find-acquaintance.ts';
import { describeObstacle, type Obstacle } from '../reconciliation/step.ts';
import { nobodyKnown } from '../reconciliation/sweep.ts';
import { type ClerkMigrationParts, noStep } from './clerk-migration-parts.ts';
import { decideMigration, type MigrationDecision } from './decide-migration.ts';
import { nameAccount, type WrittenMigration } from './migration-rows.ts';

type Parts = ClerkMigrationParts & { readonly api: BackendApi };

/**
 * Goes through one page of Clerk's users. Their rows are brought in line with Clerk first, as by a sweep, so that tier, role and
 * ban are the last that Clerk has said; then those who can are let in here, in one batch.
 */
export async function migratePage(
  after: ClerkMigrationCursor | undefined,
  isDryRun: boolean,
  act: AdminAct,
  parts: Parts,
): Promise<ClerkMigrationStep> {
  const { api, identities, now } = parts;
  if (after === undefined) {
    const createdBefore = new Date(now()).toISOString();
    const answer = await findAcquaintance(createdBefore, { api, rows: identities });
    if (answer.kind === 'obstacle') return postpone(answer.obstacle, after);
    if (answer.kind === 'nobody-known') return { ...noStep, lastFailure: nobodyKnown };
  }
  const cursor = after && { id: after.id, createdAtMs: after.createdAtMs ?? undefined };
  const answer = await api.listUsers({ kind: 'all', after: cursor });
  if (answer.kind !== 'listed') return postpone(answer, after);

  const users = keepFirst(answer.users);
  const known = await readKnown(users, isDryRun, parts);
  const taken = await findTaken(users, parts);
  const decisions = decideMigration(users, { ...taken, known, migrated: new Set(taken.migrated.keys()) });
  const written = isDryRun ? undefined : await write(decisions, act, parts);
  const last = answer.users.at(-1);
  return {
    ...noStep,
    rows: decisions.map((decision) => describe(decision, written, known)),
    unreadable: answer.unreadableCount,
    next:
      answer.isLast || last === undefined
        ? null
        : { id: last.profile.subject.id, createdAtMs: last.createdAtMs ?? null },
  };
}

/** The page again, later: a step that fails has done nothing that the next would not pass over. */
function postpone(obstacle: Obstacle, after: ClerkMigrationCursor | undefined): ClerkMigrationStep {
  const { lastFailure, seconds } = describeObstacle(obstacle);
  return { ...noStep, next: after ?? null, retryAfterSeconds: seconds, lastFailure };
}

function keepFirst(users: readonly ListedUser[]): readonly ListedUser[] {
  return [...new Map(users.map((user) => [user.profile.subject.id, user])).values()];
}

async function readKnown(
  users: readonly ListedUser[],
  isDryRun: boolean,
  { identities, now }: Parts,
): Promise<ReadonlyMap<string, KnownRow>> {
  const ids = users.map(({ profile }) => profile.subject.id);
  const known = await identities.find(ids);
  if (isDryRun) return known;
  const outdated = users.filter(({ profile }) => {
    const decision = decideRow(known.get(profile.subject.id), profile);
    return decision === 'create' || decision === 'update';
  });
  if (outdated.length === 0) return known;
  await identities.write(
    outdated.map(({ profile }) => profile),
    new Date(now()),
  );
  return identities.find(ids);
}

function findTaken(users: readonly ListedUser[], { rows }: Parts) {
  return rows.findTaken(
    users.map(({ profile }) => profile.subject.id),
    users.flatMap(({ profile }) => (profile.email === null ? [] : [profile.email.toLowerCase()])),
    users.flatMap(({ waysIn }) =>
      waysIn.externalAccounts.map(({ provider, accountId }) => ({ provider, accountId })),
    ),
  );
}

async function write(
  decisions: readonly MigrationDecision[],
  act: AdminAct,
  { rows, now }: Parts,
): Promise<ReadonlyMap<string, WrittenMigration>> {
  const people = decisions.flatMap(({ outcome, user, email, accounts }) => {
    if (outcome !== 'migrated' && outcome !== 'linked') return [];
    const { hasSecondFactor } = user.waysIn;
    return [{ clerkUserId: user.profile.subject.id, email, accounts, hasSecondFactor }];
  });
  return people.length === 0 ? new Map() : rows.migrate(people, { ...act, at: new Date(now()) });
}

/** What became of it in the end: between the look and the write somebody else may have signed up. */
function describe(
  { user, outcome, notes, accounts }: MigrationDecision,
  written: ReadonlyMap<string, WrittenMigration> | undefined,
  known: ReadonlyMap<string, KnownRow>,
): ClerkMigrationRow {
  const { id } = user.profile.subject;
  const row = known.get(id);
  const account = row?.kind === 'row' ? row.user.id : null;
  if (outcome !== 'migrated' || written === undefined) return { id, account, outcome, notes: [...notes] };
  const one = written.get(id);
  if (one === undefined) return { id, account, outcome: 'email-taken', notes: [] };
  const isWhole = accounts.every((each) => one.accounts.has(nameAccount(each)));
  const all = new Set([...notes, ...(isWhole ? [] : (['account-taken'] as const))]);
  return { id, account: one.userId, outcome, notes: [...all] };
}
