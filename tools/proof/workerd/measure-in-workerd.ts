import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TransformationName } from '@bloqr/compiler';
import { belowHeader } from '../../oracle/compare-below-header.ts';
import { connectHeapSampler, type HeapUsage } from './heap-sampler.ts';
import type { MemoryRequest } from './memory-worker.ts';
import { serveFiles } from './serve-files.ts';
import { startWorkerd } from './start-workerd.ts';

/** What one compile inside workerd took. */
export interface WorkerdMeasurement {
  readonly ruleCount: number;
  readonly seconds: number;
  /** Before the compile: the bundle and the runtime's own objects. */
  readonly idle: HeapUsage;
  /** The highest sample between the request and the last byte of the answer. */
  readonly peak: HeapUsage;
  readonly samples: number;
  /** High-water mark of the whole process. */
  readonly processPeakBytes: number | undefined;
  /** SHA-256 of everything below the list's header. */
  readonly digest: string;
}

/**
 * Compiles files in workerd: a Worker fetches them from the loopback, compiles them and streams the list back, while
 * its memory is sampled through the inspector. A stretch in which the Worker does not yield is seen by one sample at
 * its end.
 */
export async function measureInWorkerd(
  files: readonly string[],
  transformations: readonly TransformationName[],
): Promise<WorkerdMeasurement> {
  const server = await serveFiles(files);
  const workerd = await startWorkerd(join(import.meta.dirname, 'memory-worker.ts'));
  try {
    const sampler = await connectHeapSampler(workerd.inspectorUrl);
    const idle = await sampler.measure();
    const sources = files.map((path) => ({ source: server.urlOf(path) }));
    const request: MemoryRequest = {
      configuration: { name: 'Memory', sources, transformations },
      allowedHost: server.host,
    };
    sampler.start();
    const start = performance.now();
    const response = await fetch(workerd.url, { method: 'POST', body: JSON.stringify(request) });
    const list = await response.text();
    const seconds = (performance.now() - start) / 1000;
    const { peak, samples } = await sampler.stop();
    sampler.close();
    if (response.status !== 200)
      throw new Error(`the Worker answered ${response.status}: ${list.slice(0, 500)}`);
    return {
      ruleCount: Number(response.headers.get('rule-count')),
      seconds,
      idle,
      peak,
      samples,
      processPeakBytes: workerd.peakBytes(),
      digest: createHash('sha256').update(belowHeader(list)).digest('hex'),
    };
  } finally {
    await workerd.stop();
    server.close();
  }
}
