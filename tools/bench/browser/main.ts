// Half a million lines compiled in the page, beside the command on the same list from the same address:
//   npm run bench:browser
// It fails where a task on the main thread takes longer than 50 ms, or the page more than twice the command's time.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../chromium.ts';
import { generateList } from '../../lists/generate-list.ts';
import { startProduct } from '../../start-product.ts';
import { median } from '../median.ts';

const root = join(import.meta.dirname, '../../..');
const lines = 500_000;
const runs = 3;
const taskMsMax = 50;
const ratioMax = 2;
const transformations = [
  'RemoveComments',
  'TrimLines',
  'Compress',
  'Validate',
  'Deduplicate',
  'InsertFinalNewLine',
];
const readyTimeLimitMs = 90_000;

interface PageRun {
  readonly tookMs: number;
  /** The longest task of the main thread, by the clock: on a machine that does other things, too, it waits for those. */
  readonly longestTaskMs: number;
  /** The longest by the time that the processor spent on it. */
  readonly longestTaskCpuMs: number;
  readonly rules: string;
}

const list = Buffer.concat([...generateList({ kind: 'adblock-dns', lines, seed: 7 })]);
const folder = mkdtempSync(join(tmpdir(), 'bloqr-bench-browser-'));
const listFile = join(folder, 'list.txt');
writeFileSync(listFile, list);
const server = createServer((_request, response) => {
  response.writeHead(200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Access-Control-Allow-Origin': '*',
  });
  response.end(list);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.txt`;
const product = await startProduct(folder);
const browser = await launchBrowser();
try {
  const commandMs: number[] = [];
  const byAddress: PageRun[] = [];
  const byFile: PageRun[] = [];
  for (let run = 0; run < runs; run++) {
    commandMs.push(await runCommand());
    byAddress.push(await runPage(browser, (page) => page.locator('#source-text').fill(address)));
    byFile.push(await runPage(browser, attach));
  }
  report('command, --analyse', commandMs);
  const isGood = [
    reportPage('page, by address', byAddress, commandMs),
    reportPage('page, a file', byFile, commandMs),
  ].every(Boolean);
  process.exitCode = isGood ? 0 : 1;
} finally {
  await browser.close();
  await product.stop();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function attach(page: Page): Promise<void> {
  await page.locator('#source-files').setInputFiles(listFile);
  await page.getByRole('button', { name: 'Remove list.txt' }).waitFor();
}

async function runPage(from: Browser, fill: (page: Page) => Promise<void>): Promise<PageRun> {
  const context = await from.newContext({ baseURL: product.address });
  const page = await context.newPage();
  await page.goto('/compiler');
  await page.getByRole('radio', { name: 'In this browser' }).check();
  await page.waitForTimeout(1000);
  await from.startTracing(page, { categories: ['toplevel'] });
  await fill(page);
  const startedAt = performance.now();
  await page.getByRole('button', { name: 'Compile', exact: true }).click();
  await page.locator('.figure').waitFor({ timeout: readyTimeLimitMs });
  const tookMs = performance.now() - startedAt;
  const rules = (await page.locator('.figure').textContent()) ?? '';
  await page.waitForTimeout(1000);
  const tasks = readTasks(await from.stopTracing());
  await context.close();
  return { tookMs, ...longestOf(tasks), rules };
}

/** A task of the main thread of a page, from the trace of the browser; in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

function readTasks(trace: Buffer): readonly TraceEvent[] {
  const { traceEvents }: { readonly traceEvents: readonly TraceEvent[] } = JSON.parse(trace.toString());
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mainThreads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  return traceEvents.filter((event) => event.name.endsWith('RunTask') && mainThreads.has(threadOf(event)));
}

function longestOf(tasks: readonly TraceEvent[]): Pick<PageRun, 'longestTaskMs' | 'longestTaskCpuMs'> {
  const longest = (read: (task: TraceEvent) => number | undefined): number =>
    tasks.reduce((most, task) => Math.max(most, read(task) ?? 0), 0) / 1000;
  return { longestTaskMs: longest(({ dur }) => dur), longestTaskCpuMs: longest(({ tdur }) => tdur) };
}

function runCommand(): Promise<number> {
  const configuration = join(folder, 'configuration.json');
  writeFileSync(
    configuration,
    JSON.stringify({ name: 'x', sources: [{ source: address }], transformations }),
  );
  const program = join(root, 'packages/cli/bin/bloqr.js');
  const host = new URL(address).host;
  const args = [program, 'compile', '-c', configuration, '-o', join(folder, 'out.txt'), '--analyse'];
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args, '--target', 'adguard-home', '--allow-host', host], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(performance.now() - startedAt) : reject(new Error(`bloqr compile: ${said}`)),
    );
  });
}

function report(name: string, ms: readonly number[], more = ''): void {
  const each = ms.map((value) => Math.round(value)).join(', ');
  process.stdout.write(`${name}: median ${Math.round(median(ms))} ms (${each})${more}\n`);
}

function reportPage(name: string, pageRuns: readonly PageRun[], commandMs: readonly number[]): boolean {
  const ratio = median(pageRuns.map(({ tookMs }) => tookMs)) / median(commandMs);
  const longest = pageRuns.map(({ longestTaskMs }) => longestTaskMs);
  const longestCpu = pageRuns.map(({ longestTaskCpuMs }) => longestTaskCpuMs);
  const more = `; ${ratio.toFixed(2)} times the command; longest task ${listMs(longest)} ms, of the processor's time ${listMs(longestCpu)} ms; ${pageRuns[0]?.rules} rules`;
  report(
    name,
    pageRuns.map(({ tookMs }) => tookMs),
    more,
  );
  return ratio <= ratioMax && median(longestCpu) <= taskMsMax;
}

function listMs(values: readonly number[]): string {
  return values.map((value) => value.toFixed(0)).join(', ');
}
