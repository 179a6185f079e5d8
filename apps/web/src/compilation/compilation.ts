import { type Signal, signal } from '@angular/core';
import type { CompileOrder } from '../draft/compile-body.ts';
import type { Failure } from '../problem/failure.ts';
import type { CompileCounts, Diagnostic } from './compile-events.ts';
import { applyEvent, type CompileProgress, startProgress } from './compile-progress.ts';
import { type StreamEnding, type StreamPorts, streamCompile } from './compile-stream.ts';

/** A finished list with all that was said about it. */
export interface CompiledList {
  readonly order: CompileOrder;
  readonly counts: CompileCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly list: readonly string[];
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
  readonly #ports: StreamPorts;
  #running: AbortController | undefined;

  constructor(ports: StreamPorts) {
    this.#ports = ports;
    this.state = this.#state.asReadonly();
  }

  /** Compiles. While a compile runs, another is not started. */
  async start(order: CompileOrder): Promise<void> {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    const startedAtMs = this.#ports.now();
    let progress = startProgress(order.body.configuration.sources.map(({ source }) => source));
    this.#state.set({ kind: 'running', progress, startedAtMs });
    const ending = await streamCompile(order.body, this.#ports, running.signal, (event) => {
      progress = applyEvent(progress, event);
      this.#state.set({ kind: 'running', progress, startedAtMs });
    });
    this.#running = undefined;
    this.#state.set(describeEnd(ending, progress, order, this.#ports.now() - startedAtMs));
  }

  /** Stops the compile that runs, if one does. */
  cancel(): void {
    this.#running?.abort();
  }
}

function describeEnd(
  ending: StreamEnding,
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
      const { counts, diagnostics, list } = progress;
      if (counts === undefined) return { kind: 'failed', failure: { kind: 'cut-off' }, progress, order };
      return { kind: 'finished', result: { order, counts, diagnostics, list, tookMs } };
    }
  }
}
