import type { CommandDefinition, OptionDefinition } from './command-definition.ts';

const lineWidth = 96;

/** The help of one command. */
export function formatHelp(command: CommandDefinition): string {
  const usage = command.usage.map((line, index) => `${index === 0 ? 'Usage: ' : '       '}${line}`);
  const options = formatTable(command.options.map((option) => [formatOption(option), option.help]));
  const paragraphs = [
    command.summary,
    usage.join('\n'),
    ['Options:', ...options].join('\n'),
    ...(command.notes ?? []),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

/** Two columns, the second one wrapped. */
export function formatTable(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([term]) => term.length)) + 4;
  return rows.flatMap(([term, text]) =>
    wrap(text, lineWidth - width).map((line, index) =>
      `${index === 0 ? `  ${term}`.padEnd(width) : ' '.repeat(width)}${line}`.trimEnd(),
    ),
  );
}

function formatOption({ long, short, value, isRepeatable }: OptionDefinition): string {
  const names = short === undefined ? `    --${long}` : `-${short}, --${long}`;
  return value === undefined ? names : `${names} <${value}>${isRepeatable ? '...' : ''}`;
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
