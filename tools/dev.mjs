// `npm run dev`: the product as `npm start` runs it, and beside it the pages on port 4200 as they are being written, built
// again at each change. Begins on Node 20 and goes on with the pinned one, as `npm start` does.
import { endWithParent } from './end-with-parent.mjs';
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

endWithParent();
ensureInstalled();
await reexecWithPinnedNode();
const { serve, stop } = await import('./start/serve.ts');
const { startPages } = await import('./start/start-pages.ts');
const { PORT = '8787', PAGES_PORT = '4200' } = process.env;
const pages = startPages(Number(PAGES_PORT), Number(PORT), () =>
  stop('The pages on their own port stopped by themselves.'),
);
await serve({ remark: `The pages as they are being written: ${pages}` });
