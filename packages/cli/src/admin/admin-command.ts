import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr admin`. */
export const adminCommand: CommandDefinition = {
  name: 'admin',
  summary: 'Says who administers a service, in its database.',
  usage: [
    'bloqr admin grant <e-mail or id> [options]',
    'bloqr admin revoke <e-mail or id> [options]',
    'bloqr admin list [options]',
  ],
  operands: { value: 'action', min: 1, max: 2 },
  options: [
    {
      long: 'remote',
      help: 'The database of the deployed service, through wrangler; else that of this machine.',
    },
    { long: 'reason', value: 'text', help: 'Why; it stands in the audit. Default: bloqr admin.' },
    {
      long: 'unverified',
      help: 'Take an account of the deployed service whose e-mail address nobody has confirmed.',
    },
    { long: 'json', help: 'Print the result, or the failure, as JSON.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'It is run in the folder of the service, where wrangler.toml is. STATE_DIR says where the local database is, as for npm start.\nAccounts that Clerk keeps become administrators there, by their public metadata.',
  ],
};
