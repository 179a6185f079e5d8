import type { CommandDefinition } from './command-line/command-definition.ts';
import { formatTable } from './command-line/format-help.ts';
import { exitCodes } from './exit-code.ts';
import { version } from './version.ts';

/** The help of the program as a whole. */
export function formatRootHelp(commands: readonly CommandDefinition[]): string {
  const sections: Record<string, [string, string][]> = {
    Commands: commands.map(({ name, summary }) => [name, summary]),
    Options: [
      ['-h, --help', 'Show this text; bloqr <command> --help shows that of a command.'],
      ['    --version', 'Show the version.'],
    ],
    'Exit codes': Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]),
  };
  return [
    `bloqr ${version} compiles filter lists into one clean list.`,
    'Usage: bloqr <command> [options]\n       bloqr [options]    the same as bloqr compile [options]',
    ...Object.entries(sections).map(([title, rows]) => [`${title}:`, ...formatTable(rows)].join('\n')),
    '',
  ]
    .join('\n\n')
    .replace(/\n\n$/, '\n');
}
