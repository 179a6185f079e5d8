// `npm run start:clerk`: the product together with the local Clerk, wired. Begins on Node 20 and goes on with the pinned
// one, as `npm start` does.
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

endWithParent();
ensureInstalled();
await reexecWithPinnedNode();
const { startLocalClerk } = await import('./clerk/start-local-clerk.ts');
const { serve, stop } = await import('./start/serve.ts');
const { page, variables } = await startLocalClerk(() => stop('The local Clerk stopped by itself.'));
await serve({ variables, remark: `The local Clerk: ${page}` });
