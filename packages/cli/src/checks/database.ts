import { readMember } from '../clerk/read-answer.ts';
import { describeFailure } from '../io/run-wrangler.ts';
import { environmentFlags, type Setup } from './setup.ts';

export type Row = Readonly<Record<string, unknown>>;

/** The name of the database that is bound as DB. */
export function databaseName({ wranglerConfig, target }: Setup): string {
  const settings = wranglerConfig?.kind === 'read' ? wranglerConfig.config.settings : {};
  const environment = target.kind === 'deployed' ? target.environment : undefined;
  const own = environment === undefined ? settings : readMember(readMember(settings, 'env'), environment);
  const databases = readMember(own, 'd1_databases');
  const bound = (Array.isArray(databases) ? databases : []).find(
    (one: unknown) => readMember(one, 'binding') === 'DB',
  );
  const name = readMember(bound, 'database_name');
  return typeof name === 'string' ? name : 'bloqr-backend-app-db';
}

/**
 * The rows of a statement: of the local database, or of the deployed one where Cloudflare may be asked.
 *
 * @throws with a sentence where it cannot be asked
 */
export async function queryDatabase(setup: Setup, sql: string): Promise<readonly Row[]> {
  if (setup.isDeployed && !setup.isRemote) throw new Error('the deployed database is asked with --remote');
  const state = setup.values.STATE_DIR;
  const place = setup.isDeployed
    ? ['--remote', ...environmentFlags(setup)]
    : ['--local', ...(state === undefined ? [] : ['--persist-to', state])];
  const args = ['d1', 'execute', databaseName(setup), ...place, '--json', `--command=${sql}`];
  const { isGood, output, talk } = await setup.runWrangler(args);
  if (!isGood) throw new Error(describeFailure({ output, talk: readError(output) ?? talk }));
  const [answer]: readonly unknown[] = JSON.parse(output.slice(output.indexOf('[')));
  const rows = readMember(answer, 'results');
  return Array.isArray(rows) ? rows : [];
}

/** With `--json` wrangler says also what went wrong as JSON. */
function readError(stdout: string): string | undefined {
  try {
    const text = readMember(readMember(JSON.parse(stdout.slice(stdout.indexOf('{'))), 'error'), 'text');
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
