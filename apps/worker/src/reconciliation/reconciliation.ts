import type { ReconciliationStatus } from '@bloqr/contract';
import type { AdminAct, AuditOrder } from '../administration/audit.ts';
import type { BackendApi } from '../auth/providers/clerk/backend-api.ts';
import type { Log } from '../lib/log.ts';
import type { IdentityRows } from './identity-rows.ts';
import { describeSweep, nobodyKnown, noCounts, type Sweep, type SweepOrder } from './sweep.ts';
import type { SweepStore } from './sweep-store.ts';
import { takeListingStep } from './take-listing-step.ts';
import { takeRemovingStep } from './take-removing-step.ts';

/** How the accounts are brought in line with Clerk. Everything rejects where the database cannot be asked. */
export interface Reconciliation {
  /** Makes one bounded step: at most 24 requests to Clerk and some 10 statements besides the writes. */
  advance(wish: StepWish): Promise<StepOutcome>;
  status(): Promise<ReconciliationStatus>;
}

export interface StepWish extends SweepOrder {
  /** The sweep to go on with; left out, the unfinished one of this sort, or a new one. */
  readonly sweepId?: string | undefined;
  /** How many rows may be removed; left out, what the sweep has, or a share of all rows. */
  readonly removalsMax?: number | undefined;
  /** Whose wish it is, for the audit; the platform's, where nobody asks. */
  readonly act?: AdminAct;
  /** How many statements may write. */
  readonly writesMax: number;
}

export type StepOutcome =
  | {
      readonly kind: 'advanced';
      readonly sweep: Sweep;
      /** 0 where the next step may follow at once. */
      readonly retryAfterSeconds: number;
      readonly writeCount: number;
    }
  | { readonly kind: 'unknown-sweep' }
  /** There is no secret key to ask Clerk with. */
  | { readonly kind: 'not-configured' };

export interface ReconciliationParts {
  /** Undefined where there is no secret key. */
  readonly api: BackendApi | undefined;
  readonly rows: IdentityRows;
  readonly sweeps: SweepStore;
  readonly newId: () => string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Longer than a step can take. A Worker that is ended within a step keeps it from others until then. */
const leaseMs = 90_000;
const busySeconds = 2;
/** Changes this long before the last sweep are looked at again: Clerk's clock is not ours. */
const overlapMs = 10 * 60_000;
const dryRunAgeMaxMs = 24 * 3_600_000;

export function createReconciliation(parts: ReconciliationParts): Reconciliation {
  const { sweeps, rows, now, api } = parts;
  return {
    async advance(wish) {
      if (api === undefined) return { kind: 'not-configured' };
      const found = wish.sweepId === undefined ? await begin(wish, parts) : await sweeps.find(wish.sweepId);
      // Whoever says that nothing is to be changed does not go on with what changes something.
      if (found === undefined || (wish.isDryRun && !found.isDryRun)) return { kind: 'unknown-sweep' };
      const waitSeconds = countSecondsUntil(found.notBefore, now());
      if (found.stage === 'finished' || waitSeconds > 0) return describeWait(found, waitSeconds);

      const holder = parts.newId();
      const nowMs = now();
      const leased = await sweeps.lease(found.id, holder, iso(nowMs), iso(nowMs + leaseMs));
      if (leased === undefined) {
        const current = (await sweeps.find(found.id)) ?? found;
        return describeWait(current, current.stage === 'finished' ? 0 : busySeconds);
      }
      return step(leased, holder, wish, { ...parts, api });
    },

    async status() {
      const [users, drift, lastEvent, running, lastFull, lastRecent, lastDryRun] = await Promise.all([
        rows.count(),
        sweeps.findDrift(),
        sweeps.findLastEvent(),
        sweeps.listUnfinished(),
        sweeps.findLast({ kind: 'full', isDryRun: false }),
        sweeps.findLast({ kind: 'recent', isDryRun: false }),
        sweeps.findLast({ kind: 'full', isDryRun: true }),
      ]);
      const describe = (sweep: Sweep | undefined) => (sweep === undefined ? null : describeSweep(sweep));
      return {
        configured: api !== undefined,
        users,
        drift,
        lastEvent: lastEvent ?? null,
        running: running.map(describeSweep),
        lastFull: describe(lastFull),
        lastRecent: describe(lastRecent),
        lastDryRun: describe(lastDryRun),
      };
    },
  };
}

async function begin(
  { kind, isDryRun, removalsMax, act }: StepWish,
  parts: ReconciliationParts,
): Promise<Sweep> {
  const { sweeps, newId, now } = parts;
  const nowMs = now();
  if (isDryRun) await sweeps.abandonDryRuns(iso(nowMs - dryRunAgeMaxMs), iso(nowMs));
  const draft: Sweep = {
    id: newId(),
    kind,
    isDryRun,
    stage: 'listing',
    outcome: null,
    cursor: null,
    cursorCreatedAtMs: null,
    watermarkMs: kind === 'recent' ? await findWatermark(sweeps) : null,
    removalsMax: removalsMax ?? null,
    matched: 0,
    counts: noCounts,
    lastFailure: null,
    notBefore: null,
    startedAt: iso(nowMs),
    finishedAt: null,
  };
  return sweeps.begin(draft, isDryRun ? undefined : orderEntry(act, parts));
}

function orderEntry(act: AdminAct | undefined, { newId, now }: ReconciliationParts): AuditOrder | undefined {
  return act && { ...act, id: newId(), action: 'reconcile', at: new Date(now()) };
}

/** When the last sweep that looked at all changes began; 0 where there was none. */
async function findWatermark(sweeps: SweepStore): Promise<number> {
  const last = await Promise.all([
    sweeps.findLast({ kind: 'full', isDryRun: false }),
    sweeps.findLast({ kind: 'recent', isDryRun: false }),
  ]);
  const starts = last.flatMap((sweep) =>
    sweep === undefined || sweep.lastFailure === nobodyKnown ? [] : [Date.parse(sweep.startedAt)],
  );
  return starts.length === 0 ? 0 : Math.max(...starts) - overlapMs;
}

async function step(
  leased: Sweep,
  holder: string,
  { removalsMax, writesMax, act }: StepWish,
  parts: ReconciliationParts & { readonly api: BackendApi },
): Promise<StepOutcome> {
  const { sweeps, now, log } = parts;
  const sweep = removalsMax === undefined ? leased : { ...leased, removalsMax };
  const take = sweep.stage === 'listing' ? takeListingStep : takeRemovingStep;
  try {
    const order = orderEntry(act, parts);
    if (order !== undefined && removalsMax !== undefined && !sweep.isDryRun)
      await sweeps.limitRemovals(sweep.id, holder, removalsMax, order);
    const result = await take(sweep, parts, writesMax);
    const isOwn = await sweeps.save(result.sweep, holder);
    // It took so long that somebody else has made the same step, which did no harm; theirs is counted.
    if (!isOwn) return describeWait((await sweeps.find(sweep.id)) ?? result.sweep, busySeconds);
    logStep(log, result.sweep);
    const retryAfterSeconds = countSecondsUntil(result.sweep.notBefore, now());
    return { kind: 'advanced', sweep: result.sweep, retryAfterSeconds, writeCount: result.writeCount };
  } catch (error) {
    log({ level: 'error', event: 'reconciliation-failed', kind: sweep.kind, reason: 'database' });
    // So that nobody has to wait for the lease to end; where this fails, too, they have to.
    await sweeps.save({ ...leased, lastFailure: 'database' }, holder).catch(() => {});
    throw error;
  }
}

function describeWait(sweep: Sweep, retryAfterSeconds: number): StepOutcome {
  return { kind: 'advanced', sweep, retryAfterSeconds, writeCount: 0 };
}

function logStep(log: Log, { kind, isDryRun, stage, outcome, lastFailure, counts }: Sweep): void {
  if (stage === 'finished') {
    const level = outcome === 'held' ? 'error' : 'info';
    log({
      level,
      event: 'reconciliation',
      kind,
      dryRun: String(isDryRun),
      outcome,
      reason: lastFailure,
      ...counts,
    });
  } else if (lastFailure !== null) {
    log({ level: 'error', event: 'reconciliation-failed', kind, reason: lastFailure });
  }
}

function countSecondsUntil(moment: string | null, nowMs: number): number {
  return moment === null ? 0 : Math.max(0, Math.ceil((Date.parse(moment) - nowMs) / 1000));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
