import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr diff`. */
export const diffCommand: CommandDefinition = {
  name: 'diff',
  summary: 'Says which rules one list has and another has not.',
  usage: ['bloqr diff <old file> <new file>'],
  operands: { value: 'file', min: 2, max: 2 },
  options: [
    { long: 'stat', help: 'Print the counts alone.' },
    { long: 'exit-code', help: 'End with 6 where the lists differ.' },
    { long: 'json', help: 'Print the difference, or the failure, as JSON.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'Comments, blank lines, repeated rules and the order of rules do not count. One of the files may be -.',
  ],
};
