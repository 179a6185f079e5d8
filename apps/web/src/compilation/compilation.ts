import { type Signal, signal } from '@angular/core';
import type { CompileOrder } from '../draft/compile-body.ts';
import type { Failure } from '../problem/failure.ts';
import { type ListText, makeListText } from '../result/list-text.ts';
import type { CompileEnding, CompileEngine } from './compile-engine.ts';
import type { CompileCounts, Diagnostic } from './compile-events.ts';
import { applyEvent, type CompileProgress, startProgress } from './compile-progress.ts';

/** A finished list with all that was said about it. */
export interface CompiledList {
  readonly order: CompileOrder;
  readonly counts: CompileCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly list: ListText;
  /** Texts of sources that this browser read, by their name. */
  readonly sourceTexts: ReadonlyMap<string, Blob>;
  readonly tookMs: number;
}

/** Where the page is between nothing and a list. */
export type CompilationState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: CompileProgress; readonly startedAtMs: number }
  | { readonly kind: 'finished'; readonly result: CompiledList }
  | {
      readonly kind: 'failed';
      readonly failure: Failure;
      /** As far as it came. */
      readonly progress: CompileProgress;
      readonly order: CompileOrder;
    }
  | { readonly kind: 'cancelled' };

/** One compile at a time, and how far it is. */
export class Compilation {
  readonly state: Signal<CompilationState>;
  readonly #state = signal<CompilationState>({ kind: 'idle' });
  readonly #now: () => number;
  #running: AbortController | undefined;

  /** @param now milliseconds of a clock */
  constructor(now: () => number) {
    this.#now = now;
    this.state = this.#state.asReadonly();
  }

  /** Compiles. While a compile runs, another is not started. */
  async start(order: CompileOrder, engine: CompileEngine): Promise<void> {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    const startedAtMs = this.#now();
    let progress = startProgress(order.body.configuration.sources.map(({ source }) => source));
    this.#state.set({ kind: 'running', progress, startedAtMs });
    const ending = await engine(order, running.signal, (event) => {
      progress = applyEvent(progress, event);
      this.#state.set({ kind: 'running', progress, startedAtMs });
    });
    this.#running = undefined;
    this.#state.set(describeEnd(ending, progress, order, this.#now() - startedAtMs));
  }

  /** Stops the compile that runs, if one does. */
  cancel(): void {
    this.#running?.abort();
  }
}

function describeEnd(
  ending: CompileEnding,
  progress: CompileProgress,
  order: CompileOrder,
  tookMs: number,
): CompilationState {
  switch (ending.kind) {
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', failure: ending.failure, progress, order };
    case 'done': {
      const { counts, diagnostics, pieces, whole } = progress;
      if (counts === undefined) return { kind: 'failed', failure: { kind: 'cut-off' }, progress, order };
      const { list, sourceTexts } = whole ?? { list: makeListText(pieces), sourceTexts: new Map() };
      return { kind: 'finished', result: { order, counts, diagnostics, list, sourceTexts, tookMs } };
    }
  }
}
