import { CommandError } from '../command-error.ts';
import { escapeControls } from '../command-line/escape-controls.ts';
import { formatHelp } from '../command-line/format-help.ts';
import { formatNumber } from '../command-line/format-number.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { readText } from '../io/read-text.ts';
import { writeResult } from '../io/standard-streams.ts';
import { compareLists, type ListDifference } from './compare-lists.ts';
import { diffCommand } from './diff-command.ts';

/** Lines written at a time. */
const linesPerWrite = 4096;

/**
 * Runs `bloqr diff`.
 *
 * @throws CommandError with reason `findings` where the lists differ and `--exit-code` is given, `source` where a file
 * cannot be read
 */
export async function runDiff(args: readonly string[]): Promise<void> {
  const options = parseOptions(diffCommand, args);
  if (options.has('help')) return writeResult(formatHelp(diffCommand));
  const [before = '', after = ''] = options.operands;
  if (before === '-' && after === '-')
    throw usageError(diffCommand, 'Standard input can be one of the files only.');
  const difference = compareLists(readList(before), readList(after));
  if (options.has('json')) writeResult(`${JSON.stringify(difference, undefined, 2)}\n`);
  else writeDifference(difference, options.has('stat'));
  const isDifferent = difference.added.length + difference.removed.length > 0;
  if (isDifferent && options.has('exit-code')) {
    throw new CommandError('findings', 'lists-differ', 'The lists differ.', { isSilent: true });
  }
}

function writeDifference({ added, removed, commonCount }: ListDifference, isBrief: boolean): void {
  if (!isBrief) {
    writeLines('-', removed);
    writeLines('+', added);
  }
  const counts = [removed.length, added.length, commonCount].map(formatNumber);
  writeResult(`${counts[0]} removed, ${counts[1]} added, ${counts[2]} in both\n`);
}

function writeLines(mark: string, rules: readonly string[]): void {
  for (let at = 0; at < rules.length; at += linesPerWrite) {
    const lines = rules.slice(at, at + linesPerWrite).map((rule) => `${mark} ${escapeControls(rule)}\n`);
    writeResult(lines.join(''));
  }
}

function readList(path: string): string {
  return readText(path, (reason) =>
    reason === undefined
      ? new CommandError('source', 'source-not-found', `There is no file ${path}.`)
      : new CommandError('source', 'source-unreachable', `${path} cannot be read: ${reason}.`),
  );
}
