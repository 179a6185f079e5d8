import type { CommandDefinition, OptionDefinition } from '../command-line/command-definition.ts';
import { deploymentOptions } from '../env/env-command.ts';

const planOption: OptionDefinition = {
  long: 'plan',
  value: 'name',
  choices: ['free', 'paid'],
  help: 'The plan of Workers that it is deployed on: free or paid.',
};

const outputOptions: readonly OptionDefinition[] = [
  { long: 'strict', help: 'Fail where there is something to think about, too.' },
  { long: 'timeout', value: 'seconds', help: 'How long each check may take. Default: 60.' },
  { long: 'json', help: 'Print the results as JSON.' },
  { long: 'help', short: 'h', help: 'Show this text.' },
];

const offlineOption: OptionDefinition = {
  long: 'offline',
  help: 'Ask nothing on the network; what needs it is not checked.',
};

const exitNote = 'The exit code is 6 where something is wrong. docs/doctor.md has a section for each check.';

/** `bloqr doctor`. */
export const doctorCommand: CommandDefinition = {
  name: 'doctor',
  summary: 'Says what is wrong with the set-up on this machine, and what mends it.',
  usage: ['bloqr doctor [options]'],
  options: [offlineOption, ...outputOptions],
  notes: [exitNote],
};

/** `bloqr preflight`. */
export const preflightCommand: CommandDefinition = {
  name: 'preflight',
  summary: 'Says what is wrong with what would be deployed.',
  usage: ['bloqr preflight [options]'],
  options: [
    ...deploymentOptions,
    { long: 'remote', help: 'Ask Cloudflare, too: secrets and the deployed database, by wrangler.' },
    {
      long: 'before-migrations',
      help: 'Migrations are applied next: that some are pending is no finding.',
    },
    planOption,
    offlineOption,
    ...outputOptions,
  ],
  notes: [
    'It looks at wrangler.toml, the pages and the bundle. Neither the shell nor .env.local reaches a deployment; its secrets are\nknown by name with --remote, by value with --secrets-file.',
    exitNote,
  ],
};

/** `bloqr verify`. */
export const verifyCommand: CommandDefinition = {
  name: 'verify',
  summary: 'Proves a running deployment from outside, and prints the security checklist.',
  usage: ['bloqr verify <address> [options]'],
  operands: { value: 'address', min: 1, max: 1 },
  options: [
    {
      long: 'origin',
      value: 'origin',
      isRepeatable: true,
      help: 'Origins that must be allowed. Default: ALLOWED_ORIGINS of wrangler.toml, or of this machine for a local address.',
    },
    ...deploymentOptions,
    {
      long: 'as',
      value: 'user',
      help: 'The Clerk id of an administrator: a token is made with CLERK_SECRET_KEY. Default: BLOQR_TOKEN.',
    },
    { long: 'remote', help: 'Ask Cloudflare, too, which secrets are stored.' },
    ...outputOptions,
  ],
  notes: [
    'Keys and secrets come from --secrets-file, the shell or .env.local; what needs one that is not known is not checked. A\nmessage of the type bloqr.verify is sent to the webhook, which the service acknowledges and ignores; nothing else is left\nbehind.',
    exitNote,
  ],
};
