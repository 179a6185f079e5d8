import type { CommandDefinition, OptionDefinition } from '../command-line/command-definition.ts';

/** Options that say which values of a deployment are meant. */
export const deploymentOptions: readonly OptionDefinition[] = [
  {
    long: 'env',
    value: 'name',
    help: 'The environment of wrangler.toml, [env.<name>]. Default: its top level.',
  },
  {
    long: 'secrets-file',
    value: 'file',
    help: 'The values of the deployment’s secrets, lines NAME=value or JSON, as `wrangler secret bulk` takes them. Nothing of it is printed.',
  },
];

/** `bloqr env`. */
export const envCommand: CommandDefinition = {
  name: 'env',
  summary: 'Shows each variable: its value, where it stands, and what it shadows.',
  usage: ['bloqr env [--deployed [--env <name>] [--secrets-file <file>]] [--json]'],
  options: [
    {
      long: 'deployed',
      help: 'What a deployment gets, from wrangler.toml. Without it: what npm start and the commands get here.',
    },
    ...deploymentOptions,
    { long: 'json', help: 'Print it as JSON.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'Secrets, and whatever looks like one, are masked. docs/configuration.md says what wins over what.',
  ],
};
