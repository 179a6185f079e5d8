import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './wrangler.ts';

const program = join(root, 'node_modules/@angular/cli/bin/ng.js');

/**
 * Serves the pages by Angular's own server, which builds them again whenever their sources change and ends with this
 * process.
 *
 * @param apiPort where the Worker is, which gets the requests for `/api`
 * @param onEnd called when it has ended by itself
 * @returns their address
 */
export function startPages(port: number, apiPort: number, onEnd: () => void): string {
  // Angular takes its port from PORT, too, which in our environment is the Worker's.
  const child = spawn(process.execPath, [program, 'serve'], {
    cwd: join(root, 'apps/web'),
    env: {
      ...process.env,
      PORT: String(port),
      API_PORT: String(apiPort),
      NG_CLI_ANALYTICS: 'false',
      NG_FORCE_TTY: 'false',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.once('exit', onEnd);
  process.once('exit', () => {
    child.off('exit', onEnd);
    child.kill('SIGTERM');
  });
  return `http://localhost:${port}`;
}
