import { targetNames, validatorNames } from '@bloqr/compiler';
import type { CommandDefinition } from '../command-line/command-definition.ts';
import { allowHostOption } from '../compile/command-reader.ts';

/** `bloqr validate`. */
export const validateCommand: CommandDefinition = {
  name: 'validate',
  summary: 'Looks at each line of filter lists and says what is wrong with it.',
  usage: ['bloqr validate <source>...'],
  operands: { value: 'source', min: 1, max: 1000 },
  options: [
    {
      long: 'validator',
      value: 'name',
      choices: validatorNames,
      help: 'The transformation whose rules count. Default Validate.',
    },
    {
      long: 'target',
      value: 'name',
      choices: targetNames,
      help: `The software that is to read the list as it is, instead of --validator: ${targetNames.join(', ')}. See bloqr formats.`,
    },
    { long: 'strict', help: 'Refuse also what HostlistCompiler lets pass.' },
    { long: 'json', help: 'Print what was found, or the failure, as JSON.' },
    allowHostOption,
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'A source is an address, a file or - for standard input. The exit code is 6 where a line has an error. Rules for the\nlooks of pages are counted, not judged; both branches of an !#if are looked at, and includes are not followed.',
  ],
};
