import type { CommandDefinition } from '../command-line/command-definition.ts';
import { configurationOptions } from '../compile/choose-configuration.ts';
import { allowHostOption } from '../compile/command-reader.ts';

/** `bloqr why`. */
export const whyCommand: CommandDefinition = {
  name: 'why',
  summary: 'Says why a domain or a rule is in a list, or is not.',
  usage: ['bloqr why <domain or rule> -c <file>', 'bloqr why <domain or rule> -i <source>...'],
  operands: { value: 'domain or rule', min: 1, max: 1 },
  options: [
    ...configurationOptions,
    { long: 'strict', help: 'Compile as bloqr compile --strict does.' },
    { long: 'json', help: 'Print the explanation, or the failure, as JSON.' },
    allowHostOption,
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'The list is compiled, and every line of its sources that names the domain or one above it is followed to its end.\nPatterns that match without naming it (/ads[0-9]/, ||ads*.example^) are not found.',
  ],
};
