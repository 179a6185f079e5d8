import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
const run = promisify(execFile);

/** The database of the service, asked as the guide does it: through wrangler. */
export interface Database {
  /** The rows of a statement. */
  readonly query: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs `wrangler d1 migrations apply` once more and gives what it says. */
  readonly migrate: () => Promise<string>;
}

/** @param stateFolder what `npm start` was given as STATE_DIR */
export function openDatabase(stateFolder: string): Database {
  const name = 'bloqr-backend-app-db';
  async function d1(...args: readonly string[]): Promise<string> {
    const environment = {
      ...process.env,
      CI: '1',
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
    };
    const all = [wrangler, 'd1', ...args, '--local', '--persist-to', stateFolder];
    const { stdout } = await run(process.execPath, all, { cwd: root, env: environment });
    return stdout;
  }
  return {
    async query(sql) {
      const output = await d1('execute', name, '--json', `--command=${sql}`);
      const [answer] = JSON.parse(output.slice(output.indexOf('['))) as {
        results: Record<string, unknown>[];
      }[];
      return answer?.results ?? [];
    },
    migrate: () => d1('migrations', 'apply', name),
  };
}
