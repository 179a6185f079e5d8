import { createReadStream } from 'node:fs';
import { CompilerError } from '../src/errors.ts';
import { createSourceReader } from '../src/source/create-source-reader.ts';
import { defaultSourceLimits } from '../src/source/default-source-limits.ts';
import type {
  HttpResponse,
  SourceLimits,
  SourcePorts,
  SourceReaderOptions,
} from '../src/source/source-ports.ts';
import type { SourceSummary } from '../src/source/source-reader.ts';

/** What a source gave: its lines, and where each stands. */
export interface Reading {
  readonly lines: string[];
  /** `file:line` of each line. */
  readonly places: string[];
  readonly summary: SourceSummary;
}

/** Options of a test's reader: the command's limits and no ports but clocks, unless said otherwise. */
export type ReadingOptions = Omit<Partial<SourceReaderOptions>, 'limits' | 'ports'> & {
  readonly limits?: Partial<SourceLimits>;
  readonly ports?: Partial<SourcePorts>;
};

export function readerOptions({ limits, ports, ...rest }: ReadingOptions): SourceReaderOptions {
  return {
    ...rest,
    limits: { ...defaultSourceLimits, ...limits },
    ports: { now: () => 0, timeout: () => ({ aborted: false }), ...ports },
  };
}

/** Reads one source with a reader of its own. */
export async function readLines(reference: string, options: ReadingOptions): Promise<Reading> {
  const reader = createSourceReader(readerOptions(options));
  const lines: string[] = [];
  const places: string[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let file = '';
  const summary = await reader.read(reference, '/sources/0/source', {
    enterFile: (name) => {
      file = name;
    },
    line: (bytes, start, end, _classes, lineNumber) => {
      lines.push(decoder.decode(bytes.subarray(start, end)));
      places.push(`${file}:${lineNumber}`);
    },
  });
  return { lines, places, summary };
}

/** Reads `reference` where all there is are these texts, by source string, path or URL. */
export function readTexts(
  reference: string,
  texts: Readonly<Record<string, string>>,
  options: ReadingOptions = {},
): Promise<Reading> {
  return readLines(reference, { ...options, preFetchedContent: new Map(Object.entries(texts)) });
}

/** The CompilerError that `promise` rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<CompilerError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CompilerError) return error;
    throw error;
  }
  throw new Error('did not fail');
}

/** Code, message and place of the CompilerError that `promise` rejects with. */
export async function failure(promise: Promise<unknown>): Promise<object> {
  const { code, message, place } = await failureOf(promise);
  return { code, message, ...place };
}

/** The real outside: files of this machine, and fetch. */
export const nodePorts: SourcePorts = {
  now: () => performance.now(),
  timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
  openFile: async (path) => createReadStream(path),
  fetch: (url, { headers, signal }) =>
    fetch(url, {
      headers,
      redirect: 'manual',
      ...(signal instanceof AbortSignal && { signal }),
    }),
};

/** A body that gives these chunks and knows whether it was read to its end or closed. */
export class FakeBody implements AsyncIterable<Uint8Array> {
  isClosed = false;
  private readonly chunks: Iterable<string | Uint8Array>;

  constructor(chunks: Iterable<string | Uint8Array>) {
    this.chunks = chunks;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    const iterator = this.chunks[Symbol.iterator]();
    return {
      next: async () => {
        const { done, value } = iterator.next();
        if (done === true) {
          this.isClosed = true;
          return { done, value: undefined };
        }
        return { done: false, value: typeof value === 'string' ? new TextEncoder().encode(value) : value };
      },
      return: async () => {
        this.isClosed = true;
        return { done: true, value: undefined };
      },
    };
  }
}

/** An answer without a network. */
export function fakeResponse(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: AsyncIterable<Uint8Array> | null = new FakeBody(['a\n']),
): HttpResponse {
  return { status, headers: new Headers(headers), body };
}
