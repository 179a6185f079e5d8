// The Worker under wrangler, in a process of its own that sees only the environment meant for it. Tells its parent where
// the Worker itself listens: wrangler's proxy in front of it does not pass on that a client has left.
import { devNull } from 'node:os';
import { join } from 'node:path';
import { unstable_DevEnv as DevEnv } from 'wrangler';
import { listBuildConstants } from '../../packages/cli/src/build/left-out.ts';
import { readDeployment } from '../../packages/cli/src/provision/read-deployment.ts';

/** What the parent hears. */
export type DevServerMessage = { readonly workerPort: number } | { readonly hasFailed: true };

const [pagesFolder, stateFolder] = process.argv.slice(2);
const dev = new DevEnv();

function tell(message: DevServerMessage): void {
  if (process.connected) process.send?.(message);
}

async function stop(): Promise<void> {
  await dev.teardown();
  process.exit();
}

process.once('SIGTERM', stop);
// The parent is gone, however it ended.
process.once('disconnect', stop);

// After each build; the port may be another one each time.
dev.on('reloadComplete', ({ proxyData }: { proxyData: { userWorkerUrl: { port?: string } } }) =>
  tell({ workerPort: Number(proxyData.userWorkerUrl.port) }),
);
dev.on('buildFailed', () => tell({ hasFailed: true }));
dev.on('error', ({ reason, cause }: { reason?: string; cause?: unknown }) => {
  process.stderr.write(`${reason ?? 'wrangler failed'}\n${cause instanceof Error ? cause.message : ''}\n`);
  tell({ hasFailed: true });
});

const config = join(import.meta.dirname, '..', '..', 'wrangler.toml');
const { variables } = await readDeployment(config, undefined);

await dev.startWorker({
  config,
  build: { define: listBuildConstants({ ...variables, ...process.env }) },
  envFiles: [devNull],
  ...(pagesFolder !== undefined && { assets: pagesFolder }),
  dev: {
    server: { hostname: '127.0.0.1', port: 0 },
    inspector: { hostname: '127.0.0.1', port: 0 },
    logLevel: 'log',
    ...(stateFolder !== undefined && { persist: stateFolder }),
  },
});
