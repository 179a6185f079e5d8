import { CommandError } from '../command-error.ts';
import type { CommandDefinition, OptionValues } from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { writeResult } from '../io/standard-streams.ts';
import type { CheckResult } from './check.ts';
import { formatResults, reportResults } from './format-results.ts';
import { listFailures } from './run-checks.ts';

const secondsDefault = 60;
const secondsMax = 600;

/** @throws CommandError with reason `usage` where `--timeout` is no time */
export function readTimeLimit(command: CommandDefinition, options: OptionValues): number {
  const text = options.last('timeout');
  if (text === undefined) return secondsDefault;
  const seconds = Number(text);
  if (!/^\d{1,3}$/.test(text) || seconds < 1 || seconds > secondsMax)
    throw usageError(command, `--timeout must be a number of seconds from 1 to ${secondsMax}.`);
  return seconds;
}

/**
 * Prints the results.
 *
 * @param more what stands below them, and further members of the report
 * @throws CommandError with reason `findings` where something is wrong
 */
export function reportChecks(
  results: readonly CheckResult[],
  options: Pick<OptionValues, 'has'>,
  more: { readonly text?: string; readonly report?: Readonly<Record<string, unknown>> } = {},
): void {
  const report = { checks: reportResults(results), ...more.report };
  writeResult(
    options.has('json')
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : `${formatResults(results)}${more.text ?? ''}`,
  );
  const count = listFailures(results, options.has('strict')).length;
  if (count > 0)
    throw new CommandError('findings', 'checks-failed', `${count} checks failed.`, { isSilent: true });
}
