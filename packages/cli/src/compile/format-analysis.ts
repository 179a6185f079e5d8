import type { Compilation } from '@bloqr/compiler';
import { formatColumns } from '../command-line/format-columns.ts';
import { formatNumber } from '../command-line/format-number.ts';

/** Sources beyond this many would make a matrix that no terminal shows. */
const matrixSourcesMax = 12;

/** The analysis of a compile as two tables: what became of the rules of each source, and what sources share. */
export function formatAnalysis({ statistics, analysis }: Compilation): string {
  if (analysis === undefined) return '';
  const names = statistics.sources.map(({ name, source }) => name ?? source);
  const columns = [
    'rules',
    'kept',
    'unique',
    'duplicate',
    'redundant',
    'invalid',
    'excluded',
    'notIncluded',
  ] as const;
  const account = formatColumns(
    ['source', ...columns.map((column) => (column === 'notIncluded' ? 'not included' : column))],
    analysis.sources.map((source, index) => [
      names[index] ?? '',
      ...columns.map((column) => formatNumber(source[column])),
    ]),
  );
  if (names.length < 2 || names.length > matrixSourcesMax) return account;
  const shares = formatColumns(
    ['rules that the other has, too', ...names.map((_, index) => String(index + 1))],
    analysis.overlap.map((row, index) => [`${index + 1} ${names[index]}`, ...row.map(formatNumber)]),
  );
  return `${account}\n${shares}`;
}
