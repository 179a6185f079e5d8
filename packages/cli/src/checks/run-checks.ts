import {
  type Check,
  type CheckCommand,
  type CheckResult,
  type Outcome,
  type Probe,
  unknown,
} from './check.ts';
import { type CheckId, checkCatalogue } from './check-catalogue.data.ts';

/** Of which checks, about what, and how long each may take. */
export interface CheckRun<Subject> {
  readonly command: CheckCommand;
  readonly subject: Subject;
  readonly probes: Readonly<Partial<Record<CheckId, Probe<Subject>>>>;
  readonly timeLimitSeconds: number;
}

/**
 * Makes the checks of a command, side by side. None keeps the others waiting: what takes longer than the limit counts as a
 * finding, and what throws as not checked.
 */
export function runChecks<Subject>(run: CheckRun<Subject>): Promise<readonly CheckResult[]> {
  const checks = checkCatalogue.filter(({ commands }) => commands.includes(run.command));
  return Promise.all(
    checks.map(async (check) => ({
      check,
      fix: run.command === 'doctor' ? check.fix.local : check.fix.deployed,
      outcome: await makeCheck(check, run.probes[check.id], run),
    })),
  );
}

async function makeCheck<Subject>(
  check: Check,
  probe: Probe<Subject> | undefined,
  { subject, timeLimitSeconds }: CheckRun<Subject>,
): Promise<Outcome> {
  if (probe === undefined) throw new Error(`${check.id} has no probe`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Outcome>((resolve) => {
    const outcome: Outcome = { kind: 'bad', findings: [`There was no answer within ${timeLimitSeconds} s.`] };
    timer = setTimeout(() => resolve(outcome), timeLimitSeconds * 1000);
  });
  try {
    return await Promise.race([probe(subject), late]);
  } catch (error) {
    return unknown(error instanceof Error ? error.message : String(error));
  } finally {
    clearTimeout(timer);
  }
}

/** The findings that make a command fail; warnings, too, where it is strict. */
export function listFailures(results: readonly CheckResult[], isStrict: boolean): readonly CheckResult[] {
  return results.filter(
    ({ check, outcome }) => outcome.kind === 'bad' && (isStrict || check.severity === 'error'),
  );
}
