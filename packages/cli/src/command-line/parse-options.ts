import { findClosestWord } from '@bloqr/compiler';
import { CommandError } from '../command-error.ts';
import type { CommandDefinition, OptionDefinition, OptionValues } from './command-definition.ts';

/**
 * Reads the arguments of a command: `--long value`, `--long=value`, `-s value`, `-svalue`, switches together (`-ab`).
 * A repeatable option takes every following argument up to the next option.
 *
 * `util.parseArgs` would do part of this, at the cost of nearly 1 ms more at every start.
 *
 * @throws CommandError with reason `usage`
 */
export function parseOptions(command: CommandDefinition, args: readonly string[]): OptionValues {
  const given = new Map<string, string[]>();
  const operands: string[] = [];
  let taking: string[] | undefined;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--') {
      for (const value of rest.splice(0)) takeStray(value);
    } else if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const written = equals === -1 ? arg : arg.slice(0, equals);
      take(findLong(command, written), written, equals === -1 ? undefined : arg.slice(equals + 1));
    } else if (/^-./.test(arg)) {
      takeShort(arg.slice(1));
    } else {
      takeStray(arg);
    }
  }
  if (!given.has('help')) checkOperands(command, operands);
  return {
    operands,
    has: (long) => given.has(long),
    all: (long) => given.get(long) ?? [],
    last: (long) => given.get(long)?.at(-1),
  };

  /** One letter or several; behind the letter of an option with a value stands that value. */
  function takeShort(letters: string): void {
    for (let at = 0; at < letters.length; at++) {
      const written = `-${letters[at]}`;
      const option = command.options.find(({ short }) => short === letters[at]);
      if (option === undefined) throw usageError(command, `There is no option ${written}.`);
      const hasValue = option.value !== undefined;
      take(option, written, hasValue ? letters.slice(at + 1) || undefined : undefined);
      if (hasValue) return;
    }
  }

  function take(option: OptionDefinition, written: string, inline: string | undefined): void {
    const values = given.get(option.long) ?? [];
    given.set(option.long, values);
    if (option.value !== undefined) values.push(checkValue(option, written, inline ?? nextValue()));
    else if (inline !== undefined) throw usageError(command, `${written} takes no value.`);
    taking = option.isRepeatable ? values : undefined;
  }

  /** In `-o -c` the value was forgotten; `--output=-c` says that it is meant. */
  function nextValue(): string | undefined {
    return /^-./.test(rest[0] ?? '') ? undefined : rest.shift();
  }

  function checkValue(option: OptionDefinition, written: string, value: string | undefined): string {
    if (value === undefined || value === '') {
      throw usageError(command, `${written} needs a value: ${written} <${option.value}>.`);
    }
    if (option.choices !== undefined && !option.choices.includes(value)) {
      throw usageError(
        command,
        `${written} is ${option.choices.join(' or ')}, not ${JSON.stringify(value)}.`,
      );
    }
    return value;
  }

  function takeStray(value: string): void {
    if (taking !== undefined) taking.push(value);
    else if (command.operands !== undefined) operands.push(value);
    else throw usageError(command, strayArgument(command, value));
  }
}

function checkOperands(command: CommandDefinition, operands: readonly string[]): void {
  const { value, min, max } = command.operands ?? { value: '', min: 0, max: 0 };
  if (operands.length < min) throw usageError(command, `A ${value} is missing.`);
  if (operands.length > max) {
    throw usageError(command, `${JSON.stringify(operands[max])} is one ${value} too many.`);
  }
}

/** Wrong use of a command, with the way to its help. */
export function usageError(command: Pick<CommandDefinition, 'name'>, message: string): CommandError {
  return new CommandError('usage', 'invalid-usage', message, {
    lines: [`See bloqr ${command.name} --help.`],
  });
}

function findLong(command: CommandDefinition, written: string): OptionDefinition {
  const name = written.slice(2);
  const option = command.options.find(({ long }) => long === name);
  if (option !== undefined) return option;
  const longs = command.options.map(({ long }) => long);
  const nearest = findClosestWord(name, longs);
  const hint = nearest === undefined ? '' : ` Did you mean --${nearest}?`;
  throw usageError(command, `There is no option ${written}.${hint}`);
}

function strayArgument(command: CommandDefinition, argument: string): string {
  const taker = command.options.find(({ isRepeatable }) => isRepeatable);
  const hint = taker === undefined ? '' : ` A ${taker.value} is given with --${taker.long}.`;
  return `${JSON.stringify(argument)} belongs to no option.${hint}`;
}
