import { CompilerError, createSourceReader, defaultSourceLimits, type LineSink } from '@bloqr/compiler';
import { createGuardedFetch, type GuardedNetwork } from '../../../packages/cli/src/io/guarded-fetch.ts';

/** Reads sources as one part of the product does, with nothing allowed that is near. */
export interface Side {
  /** What became of it: `list`, or the code of the error. */
  readonly read: (source: string) => Promise<string>;
  /** The same for a list that comes without any address: on standard input, or along with the request. */
  readonly readText: (list: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const sink: LineSink = { enterFile: () => {}, line: () => {} };

/** The command's own reader, guard and `fetch`; `network` stands in for the machine's where there is no isolation. */
export function openCommandSide(network: GuardedNetwork): Side {
  const { fetch, close } = createGuardedFetch(new Set(), network);
  const read = async (source: string, standardInput: string) => {
    const reader = createSourceReader({
      ports: {
        fetch,
        openFile: async (path) => {
          if (path !== '-') throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
          return toChunks(standardInput);
        },
        now: () => performance.now(),
        timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
      },
      limits: { ...defaultSourceLimits, fileTimeoutMs: 15_000 },
    });
    try {
      await reader.read(source, '/sources/0/source', sink);
      return 'list';
    } catch (error) {
      if (error instanceof CompilerError) return error.code;
      throw error;
    }
  };
  return {
    read: (source) => read(source, ''),
    readText: (list) => read('-', list),
    close,
  };
}

async function* toChunks(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
