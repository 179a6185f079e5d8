import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr clerk`. */
export const clerkCommand: CommandDefinition = {
  name: 'clerk',
  summary: 'Brings the accounts of a service in line with Clerk.',
  usage: ['bloqr clerk sync --url <address> [options]'],
  operands: { value: 'action', min: 1, max: 1 },
  options: [
    { long: 'url', value: 'address', help: 'The service, e.g. https://bloqr.example.org.' },
    { long: 'dry-run', help: 'Say what would change, and change nothing.' },
    {
      long: 'removals-max',
      value: 'number',
      help: 'How many accounts may be removed. Default: 20 or a tenth of all, whichever is more.',
    },
    { long: 'reason', value: 'text', help: 'Why, for the audit of the service.' },
    {
      long: 'token-file',
      value: 'file',
      help: 'A file with the session token of an administrator, read anew for each request. Default: BLOQR_TOKEN.',
    },
    {
      long: 'as',
      value: 'user',
      help: 'The Clerk id of an administrator whose tokens are made with CLERK_SECRET_KEY (and CLERK_API_URL).',
    },
    { long: 'json', help: 'Print the report, or the failure, as JSON.' },
    { long: 'help', short: 'h', help: 'Show this text.' },
  ],
  notes: [
    'The service asks Clerk, step by step. A run that breaks off is gone on with by the next one. The exit code is 6 where\na dry run finds differences, or users or accounts are left as they were.',
  ],
};
