import { parseArgs } from 'node:util';
import { CommandError } from '../command-error.ts';
import type { CommandDefinition, OptionDefinition, OptionValues } from './command-definition.ts';
import { nearestWord } from './nearest-word.ts';

/**
 * Reads the arguments of a command. A repeatable option takes every following argument up to the next option.
 *
 * @throws CommandError with reason `usage`
 */
export function parseOptions(command: CommandDefinition, args: readonly string[]): OptionValues {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      command.options.map(({ long, short, value }) => [
        long,
        { type: value === undefined ? 'boolean' : 'string', ...(short === undefined ? {} : { short }) },
      ]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  let taking: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === 'option') {
      const option = findOption(command, token.name, token.rawName);
      const values = given.get(option.long) ?? [];
      given.set(option.long, values);
      if (option.value !== undefined) values.push(checkValue(option, token));
      else if (token.value !== undefined) throw usageError(command, `${token.rawName} takes no value.`);
      taking = option.isRepeatable ? values : undefined;
    } else if (token.kind === 'positional') {
      if (taking === undefined) throw usageError(command, strayArgument(command, token.value));
      taking.push(token.value);
    }
  }
  return {
    has: (long) => given.has(long),
    all: (long) => given.get(long) ?? [],
    last: (long) => given.get(long)?.at(-1),
  };

  function checkValue(
    option: OptionDefinition,
    {
      rawName,
      value,
      inlineValue,
    }: { rawName: string; value: string | undefined; inlineValue: boolean | undefined },
  ): string {
    const isMissing = value === undefined || value === '';
    // In `-o -c` the value was forgotten; `--output=-c` says that it is meant.
    if (isMissing || (/^-./.test(value) && inlineValue !== true)) {
      throw usageError(command, `${rawName} needs a value: ${rawName} <${option.value}>.`);
    }
    if (option.choices !== undefined && !option.choices.includes(value)) {
      throw usageError(
        command,
        `${rawName} is ${option.choices.join(' or ')}, not ${JSON.stringify(value)}.`,
      );
    }
    return value;
  }
}

/** Wrong use of a command, with the way to its help. */
export function usageError(command: Pick<CommandDefinition, 'name'>, message: string): CommandError {
  return new CommandError('usage', 'invalid-usage', message, {
    lines: [`See bloqr ${command.name} --help.`],
  });
}

function findOption(command: CommandDefinition, name: string, rawName: string): OptionDefinition {
  const option = command.options.find(({ long }) => long === name);
  if (option !== undefined) return option;
  const nearest = rawName.startsWith('--')
    ? nearestWord(
        name,
        command.options.map(({ long }) => long),
      )
    : undefined;
  throw usageError(
    command,
    `There is no option ${rawName}.${nearest === undefined ? '' : ` Did you mean --${nearest}?`}`,
  );
}

function strayArgument(command: CommandDefinition, argument: string): string {
  const taker = command.options.find(({ isRepeatable }) => isRepeatable);
  const hint = taker === undefined ? '' : ` A ${taker.value} is given with --${taker.long}.`;
  return `${JSON.stringify(argument)} belongs to no option.${hint}`;
}
