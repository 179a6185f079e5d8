// `npm start`: the whole product on this machine. Plain JavaScript that begins on Node 20, where npm 10 or
// `ignore-scripts` leave nothing newer, and goes on with the Node that comes with the dependencies.
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

const parentCheckMs = 500;

/** npm, when it is killed, does not end what it started: without this, the server would live on and keep the port. */
function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, parentCheckMs);
  watch.unref();
}

endWithParent();
ensureInstalled();
await reexecWithPinnedNode();
const { serve } = await import('./start/serve.ts');
await serve();
