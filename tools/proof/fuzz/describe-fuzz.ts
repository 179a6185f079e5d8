import type { Outcome } from './outcome.ts';
import type { FuzzReport, UnexplainedCase } from './run-fuzz.ts';

/** A report in words: one line of counts, one for every documented difference met, and the unexplained cases. */
export function describeFuzz(report: FuzzReport): string {
  const lines = [
    `  ${report.count} cases: ${report.equal} equal (${report.refused} of them refused by both), ` +
      `${[...report.explained.values()].reduce((sum, count) => sum + count, 0)} explained, ${report.unexplained} unexplained`,
  ];
  for (const [names, count] of [...report.explained].sort(([, a], [, b]) => b - a)) {
    lines.push(`    ${count} by ${names}`);
  }
  return [...lines, ...report.shrunk.map(describeUnexplained)].join('\n');
}

function describeUnexplained({ index, subject, ours, reference }: UnexplainedCase): string {
  const { sources, name: _, ...top } = subject.configuration;
  return [
    `  UNEXPLAINED case ${index}`,
    ...subject.files.map(
      (file) => `    ${file.name}: ${JSON.stringify(file.lines)} ended by ${JSON.stringify(file.lineEnd)}`,
    ),
    `    sources ${JSON.stringify(sources)}, top ${JSON.stringify(top)}`,
    `    ours      ${describeOutcome(ours)}`,
    `    reference ${describeOutcome(reference)}`,
  ].join('\n');
}

function describeOutcome(outcome: Outcome): string {
  return outcome.kind === 'list' ? JSON.stringify(outcome.body) : `${outcome.kind}: ${outcome.message}`;
}
