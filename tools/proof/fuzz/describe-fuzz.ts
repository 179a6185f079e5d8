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
    ...subject.files.map((file) => `    ${file.name}: ${quote(file.lines)} ended by ${quote(file.lineEnd)}`),
    `    sources ${quote(sources)}, top ${quote(top)}`,
    `    ours      ${describeOutcome(ours)}`,
    `    reference ${describeOutcome(reference)}`,
  ].join('\n');
}

function describeOutcome(outcome: Outcome): string {
  return outcome.kind === 'list' ? quote(outcome.body) : `${outcome.kind}: ${outcome.message}`;
}

/** As JSON in which nothing is invisible or looks like something else. */
function quote(subject: unknown): string {
  return JSON.stringify(subject).replace(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
