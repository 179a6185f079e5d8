import type { Tier } from '@bloqr/contract';
import type { LogEntry } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { CompiledList } from './compiled-list.ts';

type Outcome =
  | { readonly kind: 'compiled'; readonly list: CompiledList }
  | { readonly kind: 'refused'; readonly report: ProblemReport };

/** The line of the log for one compile: how much, how long and what came of it, and never which sources. */
export function describeCompile(
  outcome: Outcome,
  { tier, isKept, durationMs }: { tier: Tier; isKept: boolean; durationMs: number },
): LogEntry {
  const common = { level: 'info', event: 'compile', tier, durationMs } as const;
  if (outcome.kind === 'refused') return { ...common, outcome: 'refused', problem: outcome.report.code };
  const { ruleCount, statistics } = outcome.list.summary;
  const { sources } = statistics;
  const sum = (count: (source: (typeof sources)[number]) => number): number =>
    sources.reduce((total, source) => total + count(source), 0);
  return {
    ...common,
    outcome: isKept ? 'kept' : 'compiled',
    sourceCount: sources.length,
    failedSourceCount: sum(({ status }) => Number(status !== 'read')),
    inputLines: sum(({ lineCount }) => lineCount),
    inputBytes: sum(({ byteCount }) => byteCount),
    ruleCount,
  };
}
