import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '@bloqr/compiler';
import type { BenchmarkInput } from '../lists/benchmark-inputs.ts';
import { type Comparison, compareBelowHeader } from '../oracle/compare-below-header.ts';
import { type TransformationSetName, transformationSets } from '../oracle/transformation-sets.ts';
import { describeProductWorker } from '../proof/workerd/product-worker.ts';
import { serveFiles } from '../proof/workerd/serve-files.ts';
import { startWorkerd } from '../proof/workerd/start-workerd.ts';
import { measureProcess } from './measure-process.ts';
import { median } from './median.ts';

const bloqrCommand = join(import.meta.dirname, '../../node_modules/.bin/bloqr');
const entryPoint = join(import.meta.dirname, '../../apps/worker/test/lifted-limits-worker.ts');

/** Medians of one list compiled by the command and by the Worker. */
export interface WorkerCaseResult {
  /** The command's whole process, its list on disk. */
  readonly commandSeconds: number;
  /** `POST /api/compile`, from the request to the last byte of the answer. */
  readonly workerSeconds: number;
  /** The same for the very first compile of this workerd. */
  readonly firstSeconds: number;
  /** `POST /api/compile/stream`, from the request to the first byte of progress. */
  readonly firstByteMs: number;
  /** The Worker's list and the command's. */
  readonly comparison: Comparison;
}

/**
 * Compiles one input, served from the loopback, with the command and with the Worker inside workerd, taking turns, each
 * after a warm-up. Every caller of this Worker has the highest tier; nothing else of it is changed. It has no cache, so
 * that it compiles anew each time, as it does for lists of this size anyway.
 *
 * @throws Error when one of them fails
 */
export async function runWorkerCase(
  input: BenchmarkInput,
  set: TransformationSetName,
  runs: number,
): Promise<WorkerCaseResult> {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-bench-'));
  const server = await serveFiles(input.files);
  const worker = describeProductWorker({ ENVIRONMENT: 'local', SOURCE_HOST_ALLOWLIST: server.host });
  const workerd = await startWorkerd(entryPoint, { worker, isQuiet: true });
  try {
    const configuration: Configuration = {
      name: input.name,
      sources: input.files.map((path) => ({ source: server.urlOf(path) })),
      transformations: transformationSets[set],
    };
    const configurationFile = join(folder, 'configuration.json');
    const output = join(folder, 'list.txt');
    writeFileSync(configurationFile, JSON.stringify(configuration));
    const runCommand = async () =>
      (await measureProcess(bloqrCommand, ['compile', '-c', configurationFile, '-o', output])).wallSeconds;
    const body = JSON.stringify({ configuration });

    await runCommand();
    let list = await compileInWorker(workerd.url, body);
    const firstSeconds = list.seconds;
    await timeFirstByte(workerd.url, body);
    const commandSeconds: number[] = [];
    const workerSeconds: number[] = [];
    const firstByteMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      commandSeconds.push(await runCommand());
      list = await compileInWorker(workerd.url, body);
      workerSeconds.push(list.seconds);
      firstByteMs.push(await timeFirstByte(workerd.url, body));
    }
    return {
      commandSeconds: median(commandSeconds),
      workerSeconds: median(workerSeconds),
      firstSeconds,
      firstByteMs: median(firstByteMs),
      comparison: compareBelowHeader(list.bytes.toString('utf8'), readFileSync(output, 'utf8')),
    };
  } finally {
    await workerd.stop();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

async function compileInWorker(url: string, body: string): Promise<{ seconds: number; bytes: Buffer }> {
  const start = performance.now();
  const response = await post(`${url}api/compile`, body, 'text/plain');
  const bytes = Buffer.from(await response.arrayBuffer());
  return { seconds: (performance.now() - start) / 1000, bytes };
}

/** The rest of the answer is read too, so that the next run does not find the Worker at work. */
async function timeFirstByte(url: string, body: string): Promise<number> {
  const start = performance.now();
  const response = await post(`${url}api/compile/stream`, body, 'text/event-stream');
  let firstByteMs: number | undefined;
  let last = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    firstByteMs ??= performance.now() - start;
    last = (last + decoder.decode(chunk, { stream: true })).slice(-200);
  }
  if (firstByteMs === undefined || !last.includes('event: done')) {
    throw new Error(`the stream of the Worker ended with: ${last}`);
  }
  return firstByteMs;
}

async function post(url: string, body: string, accept: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json', Accept: accept };
  const response = await fetch(url, { method: 'POST', headers, body });
  if (response.status !== 200) {
    throw new Error(`the Worker answered ${response.status}: ${(await response.text()).slice(0, 500)}`);
  }
  return response;
}
