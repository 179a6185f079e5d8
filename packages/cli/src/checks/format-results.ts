import { escapeControls } from '../command-line/escape-controls.ts';
import { type CheckResult, checkGroups, type Outcome } from './check.ts';

const page = 'docs/doctor.md';

/** The results under their headings, each finding with what mends it. */
export function formatResults(results: readonly CheckResult[]): string {
  const groups = checkGroups.flatMap((group) => {
    const own = results.filter(({ check, outcome }) => check.group === group && outcome.kind !== 'idle');
    return own.length === 0 ? [] : [`${group}\n${own.map(formatResult).join('')}`];
  });
  return `${groups.join('\n')}\n${summarize(results)}\n`;
}

function formatResult({ check, fix, outcome }: CheckResult): string {
  const mark = markOf(outcome, check.severity);
  const lines = [`  ${mark} ${check.title}${remarkOf(outcome)}`];
  if (outcome.kind === 'bad') {
    for (const finding of outcome.findings) lines.push(`      ${finding}`);
    lines.push(`      fix: ${fix}`);
    lines.push(`      ${check.id}, ${check.step} of the guide: ${page}#${check.id}`);
  }
  if (outcome.kind === 'confirm') lines.push(`      ${outcome.request}`);
  return lines.map((line) => `${escapeControls(line)}\n`).join('');
}

function markOf({ kind }: Outcome, severity: 'error' | 'warning'): string {
  switch (kind) {
    case 'good':
      return '✔';
    case 'bad':
      return severity === 'error' ? '✘' : '!';
    case 'confirm':
      return '?';
    case 'unknown':
    case 'idle':
      return '–';
  }
}

function remarkOf(outcome: Outcome): string {
  if (outcome.kind === 'good') return outcome.note === undefined ? '' : ` (${outcome.note})`;
  if (outcome.kind === 'unknown') return `: not checked, ${outcome.reason}`;
  return outcome.kind === 'confirm' ? ': please look' : '';
}

function summarize(results: readonly CheckResult[]): string {
  const count = (isCounted: (result: CheckResult) => boolean): number => results.filter(isCounted).length;
  const bad = (severity: string) =>
    count(({ check, outcome }) => outcome.kind === 'bad' && check.severity === severity);
  return [
    `${count(({ outcome }) => outcome.kind === 'good')} good`,
    `${bad('error')} wrong`,
    `${bad('warning')} to think about`,
    `${count(({ outcome }) => outcome.kind === 'unknown')} not checked`,
    `${count(({ outcome }) => outcome.kind === 'confirm')} for you to look at`,
  ].join(', ');
}

/** The results as JSON has them. Those that are about nothing here are left out. */
export function reportResults(results: readonly CheckResult[]): readonly object[] {
  return results
    .filter(({ outcome }) => outcome.kind !== 'idle')
    .map(({ check: { id, group, title, severity, step }, fix, outcome: { kind, ...rest } }) => ({
      id,
      group,
      title,
      severity,
      step,
      fix,
      page: `${page}#${id}`,
      outcome: kind,
      ...rest,
    }));
}
