import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSize, findExcess, readBundleSize } from '../build/bundle-size.ts';
import { listBuildFlags } from '../build/left-out.ts';
import { arePagesCurrent } from '../build/pages-digest.ts';
import { describeFailure } from '../io/run-wrangler.ts';
import { judge, type Probe, unknown } from './check.ts';
import { environmentFlags, type Setup } from './setup.ts';

export const buildProbes = {
  'pages-fresh': ({ root }) =>
    judge(arePagesCurrent(root) ? [] : ['The pages are not there, or were built from other sources.']),
  'bundle-size': async (setup) => {
    if (!arePagesCurrent(setup.root)) return unknown('the pages must be built first');
    const folder = mkdtempSync(join(tmpdir(), 'bloqr-bundle-'));
    try {
      const flags = [...environmentFlags(setup), ...listBuildFlags(setup.values)];
      const args = ['deploy', '--dry-run', '--outdir', folder, ...flags];
      const run = await setup.runWrangler(args);
      if (!run.isGood) return judge([`It cannot be bundled: ${describeFailure(run)}`]);
      const size = readBundleSize(run.output);
      if (size === undefined) return unknown('wrangler does not say how large it is');
      const excess = findExcess(size);
      return judge(excess === undefined ? [] : [excess], describeSize(size));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
} satisfies Record<string, Probe<Setup>>;
