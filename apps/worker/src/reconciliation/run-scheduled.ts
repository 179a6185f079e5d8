import type { Log } from '../lib/log.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { SweepKind } from './sweep.ts';
import type { SweepStore } from './sweep-store.ts';
import { writesOfRemoval } from './take-removing-step.ts';

/** What a schedule calls. Never rejects. */
export type RunScheduled = () => Promise<void>;

export interface RunScheduledParts {
  /** What else has to be done from time to time, by name; in this order, before anything else. */
  readonly chores: Readonly<Record<string, () => Promise<unknown>>>;
  /** Undefined where Clerk is not to be asked. */
  readonly reconciliation: Reconciliation | undefined;
  readonly sweeps: Pick<SweepStore, 'findLast'> | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A full sweep begins when the last one has ended this long ago. */
const fullIntervalMs = 3_600_000;
/**
 * What one run may use. D1 takes 1,000 statements of an invocation (https://developers.cloudflare.com/d1/platform/limits/):
 * a step has up to 10 besides its writes. Clerk lets 100 requests through in 10 s for a development instance; beyond that it
 * says so, and the run ends.
 */
const stepsMax = 20;
const writesMax = 400;
const timeLimitMs = 60_000;

/**
 * Makes what the Worker does by itself every quarter of an hour: chores, recent changes, and once an hour a full sweep. What
 * does not fit into one run goes on in the next.
 */
export function createRunScheduled(parts: RunScheduledParts): RunScheduled {
  const { chores, log } = parts;
  return async () => {
    for (const [name, work] of Object.entries(chores)) {
      try {
        await work();
      } catch {
        log({ level: 'error', event: 'chore-failed', name });
      }
    }
    try {
      await sweep(parts);
    } catch {
      // Where it was a step, the log has it; the next run goes on.
      log({ level: 'error', event: 'scheduled-sweep-failed' });
    }
  };
}

async function sweep({ reconciliation, sweeps, now }: RunScheduledParts): Promise<void> {
  if (reconciliation === undefined || sweeps === undefined) return;
  const startedMs = now();
  let stepsLeft = stepsMax;
  let writesLeft = writesMax;
  const last = await sweeps.findLast({ kind: 'full', isDryRun: false });
  const isFullDue = last?.finishedAt == null || startedMs - Date.parse(last.finishedAt) >= fullIntervalMs;
  // Before there is a full one, there is nothing that recent changes could be added to.
  const kinds: readonly SweepKind[] = [
    ...(last === undefined ? [] : ['recent' as const]),
    ...(isFullDue ? ['full' as const] : []),
  ];
  for (const kind of kinds) {
    for (let isFinished = false; !isFinished; ) {
      if (stepsLeft === 0 || writesLeft < writesOfRemoval || now() - startedMs > timeLimitMs) return;
      const outcome = await reconciliation.advance({ kind, isDryRun: false, writesMax: writesLeft });
      if (outcome.kind !== 'advanced' || outcome.retryAfterSeconds > 0) return;
      stepsLeft--;
      writesLeft -= outcome.writeCount;
      isFinished = outcome.sweep.stage === 'finished';
    }
  }
}
