import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr formats`. */
export const formatsCommand: CommandDefinition = {
  name: 'formats',
  summary: 'Lists the forms that a list can have, and the software it can be for.',
  usage: ['bloqr formats [--json]'],
  options: [
    { long: 'json', help: 'As JSON.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
};
