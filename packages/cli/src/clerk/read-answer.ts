import { type ReconciliationStep, type Sweep, sweepCountNames } from '@bloqr/contract';

/** What a problem says that matters to people. */
export interface ReadProblem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

/**
 * A step as the service tells of it; undefined where it is none. By hand, because the contract's schemas bring a package along
 * that is larger than the command, and every start would have to look whether their sources have changed.
 */
export function readStep(body: unknown): ReconciliationStep | undefined {
  const sweep = readMember(body, 'sweep');
  const retryAfterSeconds = readMember(body, 'retryAfterSeconds');
  return isSweep(sweep) && isCount(retryAfterSeconds) ? { sweep, retryAfterSeconds } : undefined;
}

/** A problem as the service tells of it; undefined where it is none. */
export function readProblem(body: unknown): ReadProblem | undefined {
  const [code, title, detail] = ['code', 'title', 'detail'].map((name) => readMember(body, name));
  if (typeof code !== 'string' || typeof title !== 'string' || typeof detail !== 'string') return undefined;
  return { code, title, detail };
}

/** A member of an object; undefined where there is neither. */
export function readMember(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

function isSweep(value: unknown): value is Sweep {
  const counts = readMember(value, 'counts');
  const failure = readMember(value, 'lastFailure');
  const outcome = readMember(value, 'outcome');
  return (
    typeof readMember(value, 'id') === 'string' &&
    typeof readMember(value, 'dryRun') === 'boolean' &&
    ['listing', 'removing', 'finished'].some((stage) => stage === readMember(value, 'stage')) &&
    (failure === null || typeof failure === 'string') &&
    (outcome === null || typeof outcome === 'string') &&
    sweepCountNames.every((name) => isCount(readMember(counts, name)))
  );
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
