import type { Variable } from './variable.ts';
import { variableGroups } from './variable.ts';
import { variableCatalogue } from './variable-catalogue.data.ts';

const lineWidth = 116;

const head = `Variables of bloqr-backend. Copy this file to .env.local and change there what you need; every one may be left out.
What the shell says wins over .env.local, and that over [vars] in wrangler.toml; an empty value is as none. A value with $ or # stands in 'single quotes', which Node and direnv read alike. Keep no .dev.vars file beside this one: wrangler's own commands would then take the Worker's variables from it alone.
\`npx bloqr env\` shows what counts, \`npx bloqr doctor\` what is wrong. docs/configuration.md`;

/** The text of .env.example. */
export function formatEnvExample(): string {
  const groups = variableGroups.flatMap((group) => {
    const variables = variableCatalogue.filter((variable) => variable.group === group);
    return [`# --- ${group} ---`, ...variables.map(formatEntry)];
  });
  const intro = head.split('\n').flatMap((line) => comment(line));
  return `${[intro.join('\n'), ...groups].join('\n\n')}\n`;
}

function formatEntry({ name, kind, step, purpose, from, example }: Variable): string {
  const remark = [
    kind === 'secret' ? 'Secret.' : 'Public.',
    ...(step === undefined ? [] : [`Guide: ${step}.`]),
  ];
  return [...comment(purpose), ...comment([from, ...remark].join(' ')), `#${name}=${example}`].join('\n');
}

/** Lines of a comment, broken between words. */
function comment(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= lineWidth)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines;
}

/** The table of docs/configuration.md. */
export function formatVariableTable(): string {
  const readers = {
    worker: 'the Worker',
    scripts: '`npm start`, `npm run clerk`',
    command: '`bloqr`',
  } as const;
  const rows = (variableCatalogue as readonly Variable[]).map(({ name, kind, reader, purpose, from, step }) =>
    [`\`${name}\``, kind, readers[reader], purpose, from, step ?? ''].map(escapeCell).join(' | '),
  );
  return [
    'Variable | Kind | Read by | What for | Where from | Guide',
    '--- | --- | --- | --- | --- | ---',
    ...rows,
  ]
    .map((row) => `| ${row} |\n`)
    .join('');
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|');
}
