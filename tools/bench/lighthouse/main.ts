// What Lighthouse says of /compiler, from a production build, as a phone and as a desktop computer:
//   npm run bench:lighthouse
// It fails where the median of five runs is below 95 for performance, or anything but 100 for accessibility and best
// practices. Lighthouse itself is installed when this is first run (npm ci in this folder, 176 MB); docs/adr/0027 says why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../chromium.ts';
import { startProduct } from '../../start-product.ts';
import { median } from '../median.ts';

const program = join(import.meta.dirname, 'node_modules/lighthouse/cli/index.js');
const runs = 5;
const scoresMin = { performance: 95, accessibility: 100, 'best-practices': 100 } as const;
const forms = [
  { name: 'phone', flags: ['--form-factor=mobile'] },
  { name: 'desktop', flags: ['--preset=desktop'] },
] as const;
const shownMetrics = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'speed-index',
] as const;

type Category = keyof typeof scoresMin;
const categories = Object.keys(scoresMin) as readonly Category[];

interface Audit {
  readonly id: string;
  readonly title: string;
  readonly score: number | null;
  readonly scoreDisplayMode: string;
  readonly displayValue?: string;
  readonly details?: {
    readonly items?: readonly {
      readonly url?: string;
      readonly transferSize?: number;
      readonly resourceSize?: number;
    }[];
  };
}

/** As much of a report as is looked at (https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md). */
interface Report {
  readonly audits: Readonly<Record<string, Audit | undefined>>;
  readonly categories: Readonly<
    Record<
      Category,
      {
        readonly score: number | null;
        readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
      }
    >
  >;
}

install();
const folder = mkdtempSync(join(tmpdir(), 'bloqr-lighthouse-'));
const product = await startProduct(folder);
try {
  const isGood = forms.map(({ name, flags }) => judge(name, flags)).every(Boolean);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}

function install(): void {
  if (existsSync(program)) return;
  process.stderr.write('Installing Lighthouse (npm ci), once …\n');
  const args = ['ci', '--ignore-scripts', '--loglevel=error'];
  const { status } = spawnSync('npm', args, {
    cwd: import.meta.dirname,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error('npm ci failed; its message is above.');
}

function judge(name: string, flags: readonly string[]): boolean {
  const reports = Array.from({ length: runs }, (_, run) => runLighthouse(`${name}-${run}`, flags));
  const scores = categories.map((category) => {
    const each = reports.map((report) => Math.round((report.categories[category].score ?? 0) * 100));
    return { category, each, score: median(each) };
  });
  const [report] = reports;
  if (report === undefined) return false;
  for (const { category, each, score } of scores)
    say(
      `${name}: ${category} ${score} (${each.join(', ')}), wanted ${scoresMin[category] === 100 ? '100' : `at least ${scoresMin[category]}`}`,
    );
  const metrics = shownMetrics.map(
    (id) => `${report.audits[id]?.title ?? id} ${report.audits[id]?.displayValue ?? '?'}`,
  );
  say(`${name}: ${metrics.join(', ')}`);
  for (const { id, title, displayValue = '' } of listFaults(report))
    say(`${name}: not passed: ${title} (${id}) ${displayValue}`);
  say(
    `${name}: load of this machine ${loadavg()[0]?.toFixed(1)}; what else it does makes performance worse, never better`,
  );
  if (name === forms[0].name) sayTransfers(report);
  return scores.every(({ category, score }) => score >= scoresMin[category]);
}

/** What takes points, or would make it faster. */
function listFaults({ categories: judged, audits }: Report): readonly Audit[] {
  const ids = categories.flatMap((category) => judged[category].auditRefs.map(({ id }) => id));
  return [...new Set(ids)]
    .map((id) => audits[id])
    .filter((audit) => audit !== undefined)
    .filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'numeric');
}

function sayTransfers({ audits }: Report): void {
  const requests = audits['network-requests']?.details?.items ?? [];
  const total = requests.reduce((sum, { transferSize = 0 }) => sum + transferSize, 0);
  say(`${requests.length} requests, ${total} bytes with their headers:`);
  for (const { url = '', transferSize = 0, resourceSize = 0 } of requests)
    say(`  ${URL.parse(url)?.pathname ?? url} ${transferSize} (${resourceSize} unpacked)`);
}

function runLighthouse(name: string, flags: readonly string[]): Report {
  const file = join(folder, `${name}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      program,
      `${product.address}/compiler`,
      '--quiet',
      '--output=json',
      `--output-path=${file}`,
      `--only-categories=${categories.join(',')}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update',
      ...flags,
    ],
    { env: { ...process.env, CHROME_PATH: findChromium() }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  if (status !== 0) throw new Error(`Lighthouse ended with ${status}.`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
