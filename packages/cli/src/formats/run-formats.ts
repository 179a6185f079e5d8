import { formatNames, formats, targetNames, targets } from '@bloqr/compiler';
import { formatHelp, formatTable } from '../command-line/format-help.ts';
import { parseOptions } from '../command-line/parse-options.ts';
import { writeResult } from '../io/standard-streams.ts';
import { formatsCommand } from './formats-command.ts';

/**
 * Runs `bloqr formats`.
 *
 * @throws CommandError where the command line is wrong
 */
export async function runFormats(args: readonly string[]): Promise<void> {
  const options = parseOptions(formatsCommand, args);
  if (options.has('help')) return writeResult(formatHelp(formatsCommand));
  writeResult(options.has('json') ? describeAsJson() : describe());
}

function describe(): string {
  const ofFormats = formatNames.map((name): [string, string] => [
    name,
    `${formats[name].title} (.${formats[name].extension})`,
  ]);
  const ofTargets = targetNames.flatMap((name) => {
    const { software, versions, format, instructions } = targets[name];
    const steps = instructions.split('\n').map((line) => `      ${line}`);
    return [`  ${name}: ${software} ${versions} (${format})`, ...steps];
  });
  return [
    'Formats, for --format:',
    ...formatTable(ofFormats),
    '',
    'Software, for --target; <address> is where the list is served, <file> where it lies:',
    ...ofTargets,
    '',
  ].join('\n');
}

/** Members are only ever added. */
function describeAsJson(): string {
  const report = {
    formats: formatNames.map((name) => {
      const { title, extension, mediaType } = formats[name];
      return { name, title, extension, mediaType };
    }),
    targets: targetNames.map((name) => {
      const { software, versions, format, instructions, sources } = targets[name];
      return { name, software, versions, format, instructions, sources };
    }),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
