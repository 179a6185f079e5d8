import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { arePagesCurrent, buildPages } from '../build-pages.ts';
import {
  describeSize,
  findExcess,
  ourCompressedBytesMax,
  platformBytesMax,
  readBundleSize,
} from './bundle-size.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'bloqr-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('wrangler deploy --dry-run', () => {
  it.each(['', 'preview'])(
    'of %j bundles a Worker that the platform takes',
    { timeout: 120_000 },
    (environment) => {
      expect(arePagesCurrent() || buildPages()).toBe(true);
      const wrangler = join(root, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
      const out = join(folder, `of-${environment}`);
      const { status, stdout } = spawnSync(
        process.execPath,
        [wrangler, 'deploy', '--dry-run', '--env', environment, '--outdir', out],
        {
          cwd: root,
          encoding: 'utf8',
          env: { PATH: process.env.PATH, HOME: folder, WRANGLER_SEND_METRICS: 'false', CI: '1' },
        },
      );
      expect(status).toBe(0);
      const size = readBundleSize(stdout);
      if (size === undefined) throw new Error(`no size in: ${stdout}`);
      expect(findExcess(size)).toBeUndefined();
      // What wrangler says is what it wrote.
      const written = readdirSync(out)
        .filter((name) => name.endsWith('.js'))
        .reduce((sum, name) => sum + statSync(join(out, name)).size, 0);
      expect(Math.abs(written - size.bytes)).toBeLessThan(1024);
    },
  );
});

it.each([
  { size: { bytes: platformBytesMax, compressedBytes: ourCompressedBytesMax }, excess: undefined },
  {
    size: { bytes: platformBytesMax + 1024 * 1024, compressedBytes: 1 },
    excess: 'The Worker has 65 MiB; the platform takes 64.',
  },
  {
    size: { bytes: 1, compressedBytes: ourCompressedBytesMax * 2 },
    excess: 'The Worker has 6 MiB compressed; we allow ourselves 3.',
  },
])('of $size it is said: $excess', ({ size, excess }) => {
  expect(findExcess(size)).toBe(excess);
});

it('what wrangler does not say is not known', () => {
  expect(readBundleSize('Uploaded.')).toBeUndefined();
  expect(describeSize({ bytes: 1873316, compressedBytes: 386724 })).toBe('1.79 MiB, 0.37 compressed');
});
