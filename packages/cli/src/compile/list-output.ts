import { formatNames, type ListOutput, targetNames } from '@bloqr/compiler';
import type { OptionValues } from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { compileCommand } from './compile-command.ts';

/**
 * What the list is to be written for.
 *
 * @throws CommandError where both a format and a target are named
 */
export function listOutputOf(options: OptionValues): ListOutput {
  const format = formatNames.find((name) => name === options.last('format'));
  const target = targetNames.find((name) => name === options.last('target'));
  if (format !== undefined && target !== undefined) {
    throw usageError(compileCommand, 'A --target has its format; give --format or --target, not both.');
  }
  return target === undefined ? { format: format ?? 'adblock' } : { target };
}

/** @throws CommandError where the number is none */
export function maxRulesOf(options: OptionValues): number | undefined {
  const value = options.last('max-rules');
  if (value === undefined) return undefined;
  if (!/^[1-9]\d{0,14}$/.test(value)) {
    throw usageError(
      compileCommand,
      `--max-rules is a whole number from 1 on, not ${JSON.stringify(value)}.`,
    );
  }
  return Number(value);
}
