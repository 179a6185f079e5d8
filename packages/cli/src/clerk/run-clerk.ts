import { formatHelp } from '../command-line/format-help.ts';
import { parseOptions, usageError } from '../command-line/parse-options.ts';
import { readCommandVariables } from '../env/read-layers.ts';
import { valuesOf } from '../env/resolve-variables.ts';
import { readAccessHeaders } from '../io/access-headers.ts';
import { writeResult } from '../io/standard-streams.ts';
import { clerkCommand } from './clerk-command.ts';
import { reportSweep } from './report-sweep.ts';
import { runMigrate } from './run-migrate.ts';
import { sweepAccounts } from './sweep-accounts.ts';
import { createTokens } from './tokens.ts';

/** What one action takes and the other does not. */
const ownOptions: Readonly<Record<'sync' | 'migrate', readonly string[]>> = {
  sync: ['removals-max', 'reason'],
  migrate: ['export', 'report', 'undo', 'finish'],
};

/**
 * Runs `bloqr clerk`.
 *
 * @throws CommandError with reason `service` where the service or Clerk cannot be asked or refuses, and `findings` where
 * something differs or was left as it was
 */
export async function runClerk(args: readonly string[]): Promise<void> {
  const options = parseOptions(clerkCommand, args);
  if (options.has('help')) return writeResult(formatHelp(clerkCommand));
  const [action] = options.operands;
  const own = action === 'sync' || action === 'migrate' ? ownOptions[action] : undefined;
  if (own === undefined)
    throw usageError(clerkCommand, `There is no bloqr clerk ${action}, only sync and migrate.`);
  for (const option of Object.values(ownOptions).flat()) {
    if (options.has(option) && !own.includes(option))
      throw usageError(clerkCommand, `--${option} has no meaning with ${action}.`);
  }
  const service = readService(options.last('url'));
  const removalsMax = readRemovalsMax(options.last('removals-max'));
  const reason = options.last('reason');
  const values = valuesOf(readCommandVariables());
  const taker = { service, tokens: createTokens(options, values), headers: readAccessHeaders(values) };
  if (action === 'migrate') return runMigrate(options, taker);
  const sweep = await sweepAccounts({
    ...taker,
    order: {
      dryRun: options.has('dry-run'),
      ...(removalsMax !== undefined && { removalsMax }),
      ...(reason !== undefined && { reason }),
    },
  });
  reportSweep(sweep, options.has('json'));
}

/** The token goes to this address, so nobody may read along on the way. */
function readService(text: string | undefined): URL {
  if (text === undefined) throw usageError(clerkCommand, 'The service is missing: --url <address>.');
  const url = URL.parse(text);
  const isLocal = url !== null && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url === null || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)))
    throw usageError(clerkCommand, '--url must be an address https://…, or http:// of this machine.');
  if (url.pathname !== '/' || url.search !== '' || url.username !== '' || url.password !== '')
    throw usageError(clerkCommand, '--url must be the address alone, without a path or anything else.');
  return url;
}

function readRemovalsMax(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,7}$/.test(text))
    throw usageError(clerkCommand, '--removals-max must be a whole number up to 9999999.');
  return Number(text);
}
