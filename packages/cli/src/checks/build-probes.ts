import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { arePagesCurrent } from '../build/pages-digest.ts';
import { judge, type Probe, unknown } from './check.ts';
import { describeFailure, environmentFlags, type Setup } from './setup.ts';

/**
 * Uncompressed, on both plans: https://developers.cloudflare.com/workers/platform/limits/#worker-size. Until 2026 it was 3 MB
 * (Free) and 10 MB (Paid) compressed.
 */
const workerMibMax = 64;
const kibInMib = 1024;

export const buildProbes = {
  'pages-fresh': ({ root }) =>
    judge(arePagesCurrent(root) ? [] : ['The pages are not there, or were built from other sources.']),
  'bundle-size': async (setup) => {
    if (!arePagesCurrent(setup.root)) return unknown('the pages must be built first');
    const folder = mkdtempSync(join(tmpdir(), 'bloqr-bundle-'));
    try {
      const args = ['deploy', '--dry-run', '--outdir', folder, ...environmentFlags(setup)];
      const { code, stdout, stderr } = await setup.runWrangler(args);
      if (code !== 0) return judge([`It cannot be bundled: ${describeFailure(stderr || stdout)}`]);
      const [, total, zipped] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(stdout) ?? [];
      if (total === undefined) return unknown('wrangler does not say how large it is');
      const mib = Number(total) / kibInMib;
      const note = `${total} KiB, ${zipped} KiB compressed`;
      return judge(mib > workerMibMax ? [`It has ${note}; ${workerMibMax} MiB are the limit.`] : [], note);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
} satisfies Record<string, Probe<Setup>>;
