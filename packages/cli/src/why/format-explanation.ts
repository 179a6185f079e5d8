import type { ExplainedLine, Explanation, LineOutcome } from '@bloqr/compiler';
import { escapeControls } from '../command-line/escape-controls.ts';
import { formatCount } from '../command-line/format-number.ts';

/** An explanation for a person: first the answer, then the lines behind it. */
export function formatExplanation(explanation: Explanation): string {
  const { rules, lines, linesDropped } = explanation;
  const sections = [
    [answer(explanation), ...rules.map(({ rule, effect }) => `  ${effects[effect]}  ${rule}`)],
    ...lines.map(formatLine),
    ...(linesDropped > 0 ? [[`${formatCount(linesDropped, 'more line')} not shown.`]] : []),
  ];
  const text = sections.map((section) => section.map((line) => escapeControls(line)).join('\n')).join('\n\n');
  return `${text}\n`;
}

function answer({ query, kind, rules, lines }: Explanation): string {
  if (kind === 'rule') {
    const isIn = rules.some(({ rule }) => rule === query);
    return `${query} is ${isIn ? 'in the list' : 'not in the list'}.`;
  }
  if (rules.some(({ effect }) => effect === 'allows')) return `${query} is allowed by an exception:`;
  if (rules.some(({ effect }) => effect === 'blocks')) return `${query} is blocked:`;
  if (rules.length > 0) return `${query} is named, but neither blocked nor allowed as a whole:`;
  return `${query} is not blocked${lines.length === 0 ? ', and no source names it' : ''}.`;
}

const effects = { blocks: 'blocks', allows: 'allows', names: 'names ' } as const;

function formatLine({ file, line, text, steps, outcomes }: ExplainedLine): string[] {
  return [
    `${file}:${line}`,
    `  ${text}`,
    ...steps.map(({ level, transformation, after }) => {
      const where = level === 'source' ? `${transformation} of the source` : transformation;
      return `  ${where}: ${after.length === 0 ? '(nothing)' : after.join(', ')}`;
    }),
    ...outcomes.map((outcome) => `  → ${formatOutcome(outcome)}`),
  ];
}

function formatOutcome(outcome: LineOutcome): string {
  switch (outcome.kind) {
    case 'kept':
      return `kept as ${outcome.rule}`;
    case 'duplicate':
      return `dropped, ${outcome.rule} stands elsewhere`;
    case 'redundant':
      return `dropped, ${outcome.by} covers ${outcome.rule}`;
    case 'invalid':
      return `refused (${outcome.fault}): ${outcome.message}`;
    case 'excluded':
      return `excluded by the exclusions of the ${outcome.level}`;
    case 'not-included':
      return `not among the inclusions of the ${outcome.level}`;
    case 'not-blocking':
      return 'blocks nothing';
    case 'comment':
      return 'a comment';
  }
}
