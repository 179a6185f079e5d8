import { type Configuration, parseConfiguration } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import { readText } from '../io/read-text.ts';
import { locateJsonError } from './locate-json-error.ts';

/**
 * The configuration in a JSON file, or on standard input for `-`.
 *
 * @throws CommandError with reason `configuration`; CompilerError `invalid-configuration` with every problem
 */
export function readConfiguration(path: string): Configuration {
  const text = readText(
    path,
    (reason) =>
      new CommandError(
        'configuration',
        'configuration-unreadable',
        reason === undefined
          ? `There is no configuration file ${path}.`
          : `${path} cannot be read: ${reason}.`,
      ),
  );
  return parseConfiguration(parseJson(path, text));
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column, detail, lineText } = locateJsonError(text);
    const name = path === '-' ? 'standard input' : path;
    throw new CommandError(
      'configuration',
      'configuration-not-json',
      `${name}:${line}:${column}: this is not JSON: ${detail}.`,
      { lines: quoteLine(line, column, lineText), report: { line, column } },
    );
  }
}

const quotedMax = 80;

/** The line with a mark below the place; of a long line only the surroundings. */
function quoteLine(line: number, column: number, lineText: string): string[] {
  const from = Math.max(0, column - 1 - quotedMax / 2);
  const quoted = lineText.slice(from, from + quotedMax).replaceAll('\t', ' ');
  const margin = String(line);
  return [`${margin} | ${quoted}`, `${' '.repeat(margin.length)} | ${' '.repeat(column - 1 - from)}^`];
}
