// `npm start`: the whole product on this machine. Plain JavaScript that begins on Node 20, where npm 10 or
// `ignore-scripts` leave nothing newer, and goes on with the Node that comes with the dependencies.
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

endWithParent();
ensureInstalled();
await reexecWithPinnedNode();
const { serve } = await import('./start/serve.ts');
await serve();
