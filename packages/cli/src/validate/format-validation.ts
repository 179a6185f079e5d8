import { formatColumns } from '../command-line/format-columns.ts';
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
    ...diagnostics.map(({ line, column, severity, message, code, fix }) => {
      const place = [source, line, ...(column > 0 ? [column] : [])].join(':');
      return `${place}: ${severity}: ${message}${fix === undefined ? '' : ` ${fix}`} (${code})\n`;
    }),
    ...(diagnosticsDropped > 0 ? [`${source}: ${diagnosticsDropped} further findings\n`] : []),
  ]);
  const counts = formatColumns(
    ['source', 'lines', ...columns],
    sources.map(({ source, lineCount, counts }) => [
      source,
      ...[lineCount, ...columns.map((column) => counts[column])].map((number) =>
        number.toLocaleString('en-US'),
      ),
    ]),
  );
  return [...findings, ...(findings.length > 0 ? ['\n'] : []), counts].join('');
}
