import type { CompileEngine } from './compile-engine.ts';
import type { CompileEvent } from './compile-events.ts';

/** This browser as an engine: the compiler in a Web Worker, one for each compile. */
export function createBrowserEngine(startWorker: () => Worker): CompileEngine {
  return ({ body }, signal, onEvent) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve({ kind: 'cancelled' });
      const worker = startWorker();
      const end = (ending: Parameters<typeof resolve>[0]): void => {
        worker.terminate();
        resolve(ending);
      };
      signal.addEventListener('abort', () => end({ kind: 'cancelled' }), { once: true });
      worker.addEventListener('message', ({ data: event }: MessageEvent<CompileEvent>) => {
        onEvent(event);
        if (event.kind === 'done') end({ kind: 'done' });
        else if (event.kind === 'problem') {
          end({ kind: 'failed', failure: { kind: 'problem', problem: event.problem, retryAtMs: undefined } });
        }
      });
      // Its script could not be had, or it ran out of memory; faults of lists come as problems.
      worker.addEventListener('error', () => end({ kind: 'failed', failure: { kind: 'broken' } }));
      worker.postMessage(body);
    });
}
