import { parseArgs } from 'node:util';

/** What whoever deploys wants. */
export interface DeployOptions {
  /** Undefined for the top level of wrangler.toml, which is production. */
  readonly environment: string | undefined;
  readonly isDryRun: boolean;
  /** Migrations are applied without asking. */
  readonly isYes: boolean;
  /** Where the Worker is reached; undefined for where wrangler says. */
  readonly url: string | undefined;
  readonly secretsFile: string | undefined;
}

export const usage = `npm run wrangler:deploy -- [options]
deno task wrangler:deploy [options]

Builds, runs bloqr preflight without and with --remote, applies pending migrations after asking, deploys, and runs
bloqr verify. The first thing that fails ends it, and it says how to go back.

  --env <name>           the environment of wrangler.toml, [env.<name>]; without it its top level, production
  --dry-run              build, preflight and wrangler deploy --dry-run: no account is needed, nothing is changed
  --yes                  apply migrations without asking, for where nobody is there to be asked
  --url <address>        where to verify; without it the first address that wrangler names
  --secrets-file <file>  passed on to bloqr preflight and bloqr verify
  --help                 this text

What it needs of an account: npx bloqr provision.
`;

/** @throws TypeError with a sentence where the command line is wrong */
export function readDeployOptions(args: readonly string[]): DeployOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      url: { type: 'string' },
      'secrets-file': { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.url !== undefined && URL.parse(values.url) === null)
    throw new TypeError(`--url is ${values.url}, which is no address.`);
  return {
    environment: values.env || undefined,
    isDryRun: values['dry-run'],
    isYes: values.yes,
    url: values.url,
    secretsFile: values['secrets-file'],
  };
}
