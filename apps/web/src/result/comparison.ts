import { type Signal, signal } from '@angular/core';
import type { ListDifference, ListPair } from './compare-lists.ts';

/** How far a comparison is. */
export type ComparisonState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly difference: ListDifference }
  | { readonly kind: 'failed' };

/** Compares two lists beside the page, one pair at a time. */
export class Comparison {
  readonly state: Signal<ComparisonState>;
  readonly #state = signal<ComparisonState>({ kind: 'idle' });
  readonly #startWorker: () => Worker;
  #worker: Worker | undefined;

  constructor(startWorker: () => Worker) {
    this.#startWorker = startWorker;
    this.state = this.#state.asReadonly();
  }

  /** Begins; what ran before is given up. */
  start(pair: ListPair): void {
    this.stop();
    this.#state.set({ kind: 'running' });
    const worker = this.#startWorker();
    this.#worker = worker;
    const end = (state: ComparisonState): void => {
      if (this.#worker !== worker) return;
      this.#state.set(state);
      this.stop();
    };
    worker.addEventListener('message', ({ data }: MessageEvent<ListDifference>) =>
      end({ kind: 'done', difference: data }),
    );
    worker.addEventListener('error', () => end({ kind: 'failed' }));
    worker.postMessage(pair);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
