import { formatColumns } from '../command-line/format-columns.ts';
import { formatDiagnostic } from '../command-line/format-diagnostic.ts';
import { formatCount, formatNumber } from '../command-line/format-number.ts';
import type { ValidatedSource } from './validated-source.ts';

const columns = [
  'network',
  'hosts',
  'domain',
  'cosmetic',
  'foreign',
  'comment',
  'blank',
  'directive',
  'invalid',
] as const;

/** What was found, a line each as compilers write it, then the counts of each source. */
export function formatValidation(sources: readonly ValidatedSource[]): string {
  const findings = sources.flatMap(({ source, diagnostics, diagnosticsDropped }) => [
    ...diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)),
    ...(diagnosticsDropped > 0 ? [`${source}: ${formatCount(diagnosticsDropped, 'further finding')}\n`] : []),
  ]);
  const counts = formatColumns(
    ['source', 'lines', ...columns],
    sources.map(({ source, lineCount, counts }) => [
      source,
      ...[lineCount, ...columns.map((column) => counts[column])].map(formatNumber),
    ]),
  );
  return [...findings, ...(findings.length > 0 ? ['\n'] : []), counts].join('');
}
