import type { Compilation, FormattedList } from '@bloqr/compiler';
import type { ListFileOutcome } from '../io/list-file.ts';

/** What `--json` prints after a successful compile. Members are only ever added. */
export function compileReport(
  output: string,
  compilation: Compilation,
  list: FormattedList,
  outcome: ListFileOutcome,
): string {
  const { statistics, analysis, diagnostics, diagnosticsDropped } = compilation;
  const report = {
    output,
    status: outcome.status,
    lastModified: outcome.lastModified.toISOString(),
    ruleCount: list.ruleCount,
    refused: list.refused,
    statistics,
    ...(analysis === undefined ? {} : { analysis }),
    diagnostics,
    diagnosticsDropped,
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
