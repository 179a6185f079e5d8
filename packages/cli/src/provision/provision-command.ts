import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr provision`. */
export const provisionCommand: CommandDefinition = {
  name: 'provision',
  summary: 'Creates at Cloudflare what wrangler.toml binds, and the secrets.',
  usage: ['bloqr provision [options]'],
  options: [
    {
      long: 'env',
      value: 'name',
      help: 'The environment of wrangler.toml, [env.<name>]. Default: its top level.',
    },
    {
      long: 'secrets-file',
      value: 'file',
      help: 'The values of secrets that are missing, NAME=value a line. Nothing of it is printed.',
    },
    { long: 'yes', help: 'Run the commands. Without it they are printed.' },
    { long: 'config', value: 'file', help: 'Default: wrangler.toml, here or in a folder above.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'Reads first what there is: what exists is left as it is, also secrets, and a second run does nothing. Ids of what it\nmakes are written into wrangler.toml. The exit code is 6 where something is left to be done by hand. BLOQR_WRANGLER\nnames another wrangler than that of the project.',
  ],
};
