// `npm run wrangler:deploy`: builds, looks, migrates, deploys and looks again. Plain JavaScript that begins on Node 20, as
// `npm start` does.
import { ensureInstalled, reexecWithPinnedNode } from './install.mjs';

ensureInstalled();
await reexecWithPinnedNode();
const { runDeploy } = await import('./deploy/run-deploy.ts');
process.exitCode = await runDeploy(process.argv.slice(2));
