// A Worker under wrangler in a process group of its own, so that all of it can be killed at once. Tells its parent where the
// Worker listens.
import { mkdirSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { unstable_DevEnv as DevEnv } from 'wrangler';

const [stateFolder = '', variables = '{}'] = process.argv.slice(2);
const root = join(import.meta.dirname, '../../..');
const dev = new DevEnv();

process.once('disconnect', () => process.exit());
dev.on('reloadComplete', ({ proxyData }: { proxyData: { userWorkerUrl: { port?: string } } }) =>
  process.send?.({ port: Number(proxyData.userWorkerUrl.port) }),
);
dev.on('error', ({ reason }: { reason?: string }) => process.send?.({ fault: reason ?? 'wrangler failed' }));
dev.on('buildFailed', () => process.send?.({ fault: 'the Worker could not be built' }));

const assets = join(stateFolder, 'pages');
mkdirSync(assets, { recursive: true });
const bindings = Object.entries(JSON.parse(variables) as Record<string, string>).map(
  ([name, value]) => [name, { type: 'plain_text' as const, value }] as const,
);
await dev.startWorker({
  config: join(root, 'wrangler.toml'),
  entrypoint: join(root, 'apps/worker/test/shaky-worker.ts'),
  envFiles: [devNull],
  // The pages play no part.
  assets,
  bindings: Object.fromEntries(bindings),
  dev: {
    server: { hostname: '127.0.0.1', port: 0 },
    inspector: { hostname: '127.0.0.1', port: 0 },
    logLevel: 'none',
    watch: false,
    persist: stateFolder,
  },
});
