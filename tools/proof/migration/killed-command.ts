import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../start/wrangler.ts';

const program = join(root, 'packages/cli/bin/bloqr.js');

/** How a run of the command went: it ended by itself, or was killed. */
export type CommandEnding =
  | { readonly kind: 'ended'; readonly code: number | null; readonly said: string }
  | { readonly kind: 'killed' };

/**
 * Runs the command in a process group of its own and kills all of that by SIGKILL when it is told to.
 *
 * @param arm is given what kills it
 */
export function killBloqrAt(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  arm: (kill: () => void) => void,
): Promise<CommandEnding> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: root,
    detached: true,
    env: { PATH: process.env.PATH ?? '', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  arm(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(signal === 'SIGKILL' ? { kind: 'killed' } : { kind: 'ended', code, said }),
    );
  });
}

/** Runs the command to its end. */
export async function runBloqr(
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Extract<CommandEnding, { kind: 'ended' }>> {
  const ending = await killBloqrAt(args, variables, () => {});
  if (ending.kind === 'killed') throw new Error(`somebody has killed bloqr ${args.join(' ')}`);
  return ending;
}
