import type { CommandDefinition } from '../command-line/command-definition.ts';

/** `bloqr clerk`. */
export const clerkCommand: CommandDefinition = {
  name: 'clerk',
  summary: 'Brings the accounts of a service in line with Clerk, or away from it.',
  usage: [
    'bloqr clerk sync --url <address> [options]',
    'bloqr clerk migrate --url <address> [--export <file>] [options]',
    'bloqr clerk migrate --url <address> --undo | --finish',
  ],
  operands: { value: 'action', min: 1, max: 1 },
  options: [
    { long: 'url', value: 'address', help: 'The service, e.g. https://bloqr.example.org.' },
    { long: 'dry-run', help: 'Say what would change, and change nothing.' },
    {
      long: 'removals-max',
      value: 'number',
      help: 'sync: how many accounts may be removed. Default: 20 or a tenth of all, whichever is more.',
    },
    { long: 'reason', value: 'text', help: 'sync: why, for the audit of the service.' },
    {
      long: 'export',
      value: 'file',
      help: 'migrate: the CSV file of users from Clerk’s dashboard, which alone has passwords.',
    },
    {
      long: 'report',
      value: 'file',
      help: 'migrate: write what became of each person, a line of JSON each.',
    },
    {
      long: 'undo',
      help: 'migrate: take back what was written, but for people who have made something since.',
    },
    { long: 'finish', help: 'migrate: have people no longer be Clerk’s. This cannot be taken back.' },
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
    'sync compares the accounts with Clerk’s users; migrate has these sign in with Better Auth, on the same accounts.',
    'The service asks Clerk, step by step. A run that breaks off is gone on with by the next one. The exit code is 6 where\na dry run of sync finds differences, or users, accounts or passwords are left as they were.',
  ],
};
