import { sweepCountNames } from '@bloqr/contract';
import { countOf, fieldsOf, textOf } from '../lib/read-fields.ts';

/** A comparison of the accounts with Clerk's. */
export interface Sweep {
  readonly kind: string;
  readonly isDryRun: boolean;
  readonly isFinished: boolean;
  readonly outcome: string;
  readonly startedAt: string;
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  readonly lastFailure: string;
}

export interface SystemState {
  readonly isConfigured: boolean;
  readonly users: number;
  readonly drift: number | undefined;
  readonly last: Sweep | undefined;
}

export interface SweepStep {
  readonly sweep: Sweep;
  readonly retryAfterSeconds: number;
}

/** A part of the service, and whether it works. */
export interface HealthPart {
  readonly name: string;
  readonly isWorking: boolean;
}

export function readSweep(value: unknown): Sweep | undefined {
  const sweep = fieldsOf(value);
  if (textOf(sweep.stage) === '') return undefined;
  const counts = fieldsOf(sweep.counts);
  return {
    kind: textOf(sweep.kind),
    isDryRun: sweep.dryRun === true,
    isFinished: sweep.stage === 'finished',
    outcome: textOf(sweep.outcome),
    startedAt: textOf(sweep.startedAt),
    counts: sweepCountNames.map((name) => ({ name, count: countOf(counts[name]) })),
    lastFailure: textOf(sweep.lastFailure),
  };
}

export function readSystemState(value: unknown): SystemState | undefined {
  const state = fieldsOf(value);
  if (typeof state.configured !== 'boolean') return undefined;
  return {
    isConfigured: state.configured,
    users: countOf(state.users),
    drift: typeof state.drift === 'number' ? state.drift : undefined,
    last: readSweep(state.lastFull) ?? readSweep(state.lastRecent),
  };
}

export function readSweepStep(value: unknown): SweepStep | undefined {
  const { sweep, retryAfterSeconds } = fieldsOf(value);
  const read = readSweep(sweep);
  return read && { sweep: read, retryAfterSeconds: countOf(retryAfterSeconds) };
}

/** Reads the parts of `GET /api/health`, which also answers where one of them fails. */
export function readHealth(value: unknown): readonly HealthPart[] | undefined {
  const { parts } = fieldsOf(value);
  const entries = Object.entries(fieldsOf(parts));
  if (entries.length === 0) return undefined;
  return entries.map(([name, part]) => ({
    name,
    isWorking: textOf(fieldsOf(part).status, textOf(part)) === 'ok',
  }));
}
