import { formatNames, targetNames } from '@bloqr/compiler';
import type { CommandDefinition } from '../command-line/command-definition.ts';
import { configurationOptions } from './choose-configuration.ts';
import { allowHostOption } from './command-reader.ts';

/** `bloqr compile`. Its options are those of HostlistCompiler's command and a few more. */
export const compileCommand: CommandDefinition = {
  name: 'compile',
  summary: 'Compiles filter lists into one list.',
  usage: ['bloqr compile -c <file> [-o <file>]', 'bloqr compile -i <source>... [-o <file>]'],
  options: [
    ...configurationOptions,
    {
      long: 'input-type',
      short: 't',
      value: 'type',
      choices: ['hosts', 'adblock'],
      help: 'Accepted and without effect: the form of each line is recognised.',
    },
    {
      long: 'output',
      short: 'o',
      value: 'file',
      help: 'Where the list goes; standard output without it or with -. The file is replaced in one step, and only if the compile succeeds.',
    },
    {
      long: 'format',
      value: 'name',
      choices: formatNames,
      help: `The form of the list: ${formatNames.join(', ')}. Default adblock.`,
    },
    {
      long: 'target',
      value: 'name',
      choices: targetNames,
      help: `The software that the list is for, instead of --format: ${targetNames.join(', ')}. See bloqr formats.`,
    },
    { long: 'max-rules', value: 'n', help: 'Fail where the list has more rules than this.' },
    { long: 'strict', help: 'Refuse also what HostlistCompiler lets pass.' },
    { long: 'json', help: 'Print a report of the compile, or of its failure, as JSON. Needs --output.' },
    {
      long: 'analyse',
      help: 'Account for each source: what it brought, what the others have too, and what is wrong with each refused line.',
    },
    allowHostOption,
    { long: 'verbose', short: 'v', help: 'Say what is done and list what was found in the sources.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
};
