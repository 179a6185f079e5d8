import type { Configuration } from '@bloqr/compiler';
import type {
  CommandDefinition,
  OptionDefinition,
  OptionValues,
} from '../command-line/command-definition.ts';
import { usageError } from '../command-line/parse-options.ts';
import { inputConfiguration } from './input-configuration.ts';
import { readConfiguration } from './read-configuration.ts';

/** The options of {@link chooseConfiguration}. */
export const configurationOptions: readonly OptionDefinition[] = [
  { long: 'config', short: 'c', value: 'file', help: 'Configuration (JSON); - is standard input.' },
  {
    long: 'input',
    short: 'i',
    value: 'source',
    isRepeatable: true,
    help: 'A filter list: address, file or - for standard input. Wins over --config. The lists are compressed, validated and rid of comments and duplicates.',
  },
];

/**
 * The configuration that `--config` or `--input` give.
 *
 * @throws CommandError with reason `usage` where there is neither, and what `readConfiguration` throws
 */
export function chooseConfiguration(command: CommandDefinition, options: OptionValues): Configuration {
  const path = options.last('config');
  if (options.has('input')) return inputConfiguration(options.all('input'));
  if (path !== undefined) return readConfiguration(path);
  throw usageError(command, 'Nothing to compile: give --config <file> or --input <source>.');
}

/** The file that holds the configuration, undefined where none does. */
export function configurationPathOf(options: OptionValues): string | undefined {
  return options.has('input') ? undefined : options.last('config');
}
