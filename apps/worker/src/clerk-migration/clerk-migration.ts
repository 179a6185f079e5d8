import type {
  ClerkMigrationRequest,
  ClerkMigrationRow,
  ClerkMigrationStatus,
  ClerkMigrationStep,
} from '@bloqr/contract';
import type { AdminAct } from '../administration/audit.ts';
import type { Log } from '../lib/log.ts';
import { type ClerkMigrationParts, noStep } from './clerk-migration-parts.ts';
import { migratePage } from './migrate-page.ts';
import type { MigrationRows } from './migration-rows.ts';
import { takePasswords } from './take-passwords.ts';

/** Makes people of Clerk able to sign in here, and takes that back. Everything rejects where the database cannot be asked. */
export interface ClerkMigration {
  /**
   * Makes one bounded step: at most three requests to Clerk.
   *
   * @param act in whose name. Their row comes last where rows change how one signs in: whoever asks has to be let in until then
   */
  take(request: ClerkMigrationRequest, act: AdminAct): Promise<MigrationOutcome>;
  status(): Promise<ClerkMigrationStatus>;
}

export type MigrationOutcome =
  | { readonly kind: 'stepped'; readonly step: ClerkMigrationStep }
  /** There is no secret key to ask Clerk with. */
  | { readonly kind: 'not-configured' }
  /** Nobody could sign in here. */
  | { readonly kind: 'provider-off' };

/** People of a step that takes back or ends. */
const pageMax = 200;

export function createClerkMigration(parts: ClerkMigrationParts): ClerkMigration {
  const { api, isProviderOn, rows, log } = parts;
  return {
    async take(request, act) {
      const { action, dryRun = false } = request;
      if (!isProviderOn && !dryRun && action !== 'undo') return { kind: 'provider-off' };
      if (api === undefined && action === 'migrate') return { kind: 'not-configured' };
      const step = await takeStep(request, act, { ...parts, api });
      if (!dryRun) log(describeStep(action, act.actor.userId, step));
      return { kind: 'stepped', step };
    },
    status: () => rows.status(),
  };
}

async function takeStep(
  request: ClerkMigrationRequest,
  act: AdminAct,
  parts: ClerkMigrationParts,
): Promise<ClerkMigrationStep> {
  const { dryRun = false } = request;
  switch (request.action) {
    case 'migrate': {
      const { api } = parts;
      if (api === undefined) throw new Error('nobody can be asked');
      return migratePage(request.after, dryRun, act, { ...parts, api });
    }
    case 'take-passwords':
      return takePasswords(request.passwords, dryRun, act, parts);
    case 'undo':
    case 'finish': {
      const actorId = act.actor.userId;
      const page = await parts.rows.list(request.after?.id ?? '', actorId, pageMax);
      const work = request.action === 'undo' ? undo : finish;
      const others = page.people.filter(({ userId }) => userId !== actorId);
      const last = others.at(-1)?.clerkUserId;
      return {
        ...noStep,
        rows: await work(page.people, dryRun, act, parts),
        next: page.isLast || last === undefined ? null : { id: last, createdAtMs: null },
      };
    }
  }
}

type MigratedPeople = Awaited<ReturnType<MigrationRows['list']>>['people'];

async function undo(
  people: MigratedPeople,
  isDryRun: boolean,
  act: AdminAct,
  { rows, now }: ClerkMigrationParts,
): Promise<ClerkMigrationRow[]> {
  const made = isDryRun
    ? new Map(people.map(({ clerkUserId, own }) => [clerkUserId, own]))
    : await rows.undo(people, { ...act, at: new Date(now()) });
  return people.flatMap(({ clerkUserId, userId }) => {
    const own = made.get(clerkUserId);
    // Deleted meanwhile.
    if (own === undefined) return [];
    return [
      { id: clerkUserId, account: userId, outcome: own.length === 0 ? 'undone' : 'left', notes: [...own] },
    ];
  });
}

async function finish(
  people: MigratedPeople,
  isDryRun: boolean,
  act: AdminAct,
  { rows, now }: ClerkMigrationParts,
): Promise<ClerkMigrationRow[]> {
  if (!isDryRun) await rows.finish(people, { ...act, at: new Date(now()) });
  return people.map(({ clerkUserId, userId, hasWayIn }) => ({
    id: clerkUserId,
    account: userId,
    outcome: 'finished',
    notes: hasWayIn ? [] : ['no-way-in'],
  }));
}

function describeStep(
  action: ClerkMigrationRequest['action'],
  actorId: string,
  { rows, lastFailure }: ClerkMigrationStep,
): Parameters<Log>[0] {
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  const level = lastFailure === null ? 'info' : 'error';
  return { level, event: 'clerk-migration', action, actor: actorId, reason: lastFailure, ...counts };
}
