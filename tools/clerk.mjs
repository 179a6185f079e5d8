// `npm run clerk`: the local Clerk on this machine. Begins on Node 20 and goes on with the pinned one, as `npm start` does.
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

endWithParent();
ensureInstalled();
await reexecWithPinnedNode();
const { serveClerk } = await import('./clerk/serve-clerk.ts');
await serveClerk(process.argv.slice(2));
