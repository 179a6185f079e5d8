// `npm run bench:builds`: what Better Auth's library costs those who do not use it. The Worker is bundled with it and without, as
// wrangler does for AUTH_PROVIDERS=clerk, and both take turns: size, start, requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listBuildConstants } from '../../../packages/cli/src/build/left-out.ts';
import { bundleWorker } from '../../proof/workerd/bundle-worker.ts';
import { formatTable } from '../format-table.ts';
import { median } from '../median.ts';
import { runClosedLoop } from './load.ts';
import { startClerk } from './measured-clerk.ts';
import { startWorker } from './start-worker.ts';

const entryPoint = join(import.meta.dirname, '../../../apps/worker/test/measured-worker.ts');
const starts = Number(process.argv[2] ?? 12);
const requestCount = 3000;
const kibibyte = 1024;

interface Measured {
  readonly name: string;
  readonly bundle: string;
  readonly readyMs: number[];
  readonly answerMs: number[];
  readonly perSecond: number[];
  readonly cpuMs: number[];
}

const clerk = await startClerk();
const builds: Measured[] = [];
for (const AUTH_PROVIDERS of ['clerk', 'clerk,better-auth']) {
  const bundle = await bundleWorker(entryPoint, listBuildConstants({ AUTH_PROVIDERS }));
  const name = AUTH_PROVIDERS === 'clerk' ? 'without' : 'with';
  builds.push({ name, bundle, readyMs: [], answerMs: [], perSecond: [], cpuMs: [] });
}
try {
  console.log(`Node ${process.version}, ${cpus().length} CPUs; AUTH_PROVIDERS=clerk, ${starts} starts each`);
  // The first of each warms up the disk.
  for (let turn = 0; turn <= starts; turn++) for (const build of builds) await measure(build, turn > 0);
} finally {
  clerk.stop();
}
const rows = builds.map(({ name, bundle, readyMs, answerMs, perSecond, cpuMs }) => [
  name,
  (Buffer.byteLength(bundle) / kibibyte).toFixed(0),
  (gzipSync(bundle).length / kibibyte).toFixed(0),
  median(readyMs).toFixed(0),
  Math.min(...readyMs).toFixed(0),
  median(cpuMs).toFixed(0),
  median(answerMs).toFixed(0),
  median(perSecond).toFixed(0),
]);
const heads = ['library', 'KiB', 'gzip', 'ready ms', 'least', 'CPU ms', 'first answer ms', 'claims/s'];
console.log(`\n${formatTable(heads, rows)}`);

/** One workerd: its start until it listens and has its tables, the first answer of the claim path, and many more. */
async function measure(build: Measured, isCounted: boolean): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-bench-builds-'));
  const before = performance.now();
  const worker = await startWorker({ bundle: build.bundle }, folder, {
    ...clerk.variables,
    AUTH_PROVIDERS: 'clerk',
  });
  try {
    const readyMs = performance.now() - before;
    const cpuMs = worker.cpuSeconds() * 1000;
    const token = await clerk.mint(`http://127.0.0.1:${worker.port}`);
    const target = {
      port: worker.port,
      path: '/api/measured/claim',
      next: () => ({ headers: { Authorization: `Bearer ${token}` } }),
      expectedStatus: 200,
    };
    const asked = performance.now();
    await runClosedLoop(target, 1);
    const answerMs = performance.now() - asked;
    await runClosedLoop(target, requestCount / 10);
    const perSecond = await runClosedLoop(target, requestCount);
    if (!isCounted) return;
    build.readyMs.push(readyMs);
    build.cpuMs.push(cpuMs);
    build.answerMs.push(answerMs);
    build.perSecond.push(perSecond);
  } finally {
    await worker.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
