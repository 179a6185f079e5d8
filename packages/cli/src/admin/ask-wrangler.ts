import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';

/** A row, as the database gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** Carries out statements in one transaction; the rows of each. */
export type AskDatabase = (sql: string) => Promise<readonly (readonly Row[])[]>;

const databaseName = 'bloqr-backend-app-db';
const outputBytesMax = 16 * 1024 * 1024;

/**
 * The database of the service in whose folder the command is run, through its wrangler.
 *
 * @throws CommandError with reason `usage` where there is no such folder
 */
export function createAskWrangler(
  isRemote: boolean,
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): AskDatabase {
  const root = findRoot(folder);
  const stateFolder = environment.STATE_DIR?.trim();
  const place = isRemote
    ? ['--remote']
    : ['--local', ...(stateFolder ? ['--persist-to', resolve(folder, stateFolder)] : [])];
  const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
  return async (sql) => {
    const args = [wrangler, 'd1', 'execute', databaseName, '--json', ...place, `--command=${sql}`];
    const { output, failure } = await run(args, root, environment);
    const answer = failure === undefined ? parseAnswer(output) : undefined;
    if (answer === undefined) {
      const lines = (failure ?? output).split('\n').filter((line) => line.trim() !== '');
      throw new CommandError('service', 'database-not-asked', 'wrangler could not ask the database.', {
        lines: lines.slice(0, 20),
      });
    }
    return answer;
  };
}

function findRoot(folder: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, 'wrangler.toml')) && existsSync(join(at, 'node_modules', 'wrangler'))) return at;
    if (dirname(at) === at)
      throw new CommandError(
        'usage',
        'service-not-here',
        'There is no service here: run this in the folder with wrangler.toml, after npm ci.',
      );
  }
}

function run(
  args: readonly string[],
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly output: string; readonly failure: string | undefined }> {
  const env = { ...environment, CI: '1', WRANGLER_HIDE_BANNER: 'true', WRANGLER_SEND_METRICS: 'false' };
  return new Promise((settle) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: outputBytesMax }, (error, output, errors) =>
      settle({ output, failure: error === null ? undefined : `${output}\n${errors}` }),
    );
  });
}

/** An object with `results` for each statement; undefined where it is something else. */
function parseAnswer(output: string): readonly (readonly Row[])[] | undefined {
  try {
    const answer: unknown = JSON.parse(output.slice(output.indexOf('[')));
    if (!Array.isArray(answer)) return undefined;
    return answer.map((one: unknown) => {
      const results: unknown =
        typeof one === 'object' && one !== null ? Reflect.get(one, 'results') : undefined;
      return Array.isArray(results) ? results : [];
    });
  } catch {
    return undefined;
  }
}
