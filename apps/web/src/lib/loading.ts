import { type Signal, signal } from '@angular/core';
import type { ApiAnswer } from '../api/api-client.ts';
import type { Failure } from '../problem/failure.ts';

/** Something that is being fetched, is there, or could not be had. */
export type Loaded<Value> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: Value }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Fetches something and keeps it; the last request counts. */
export class Loading<Value> {
  readonly state: Signal<Loaded<Value>>;
  readonly #state = signal<Loaded<Value>>({ kind: 'loading' });
  #turn = 0;

  constructor() {
    this.state = this.#state.asReadonly();
  }

  /** What is there stays until the answer has come, unless it is of something else. */
  async load(ask: () => Promise<ApiAnswer<Value>>, keepsShown = true): Promise<void> {
    const turn = ++this.#turn;
    if (!keepsShown || this.#state().kind !== 'ready') this.#state.set({ kind: 'loading' });
    const answer = await ask();
    if (turn !== this.#turn) return;
    this.#state.set(
      answer.kind === 'answered'
        ? { kind: 'ready', value: answer.value }
        : { kind: 'failed', failure: answer.failure },
    );
  }

  update(change: (value: Value) => Value): void {
    const state = this.#state();
    if (state.kind === 'ready') this.#state.set({ kind: 'ready', value: change(state.value) });
  }

  /** What is there; undefined where there is nothing yet. */
  value(): Value | undefined {
    const state = this.#state();
    return state.kind === 'ready' ? state.value : undefined;
  }

  failure(): Failure | undefined {
    const state = this.#state();
    return state.kind === 'failed' ? state.failure : undefined;
  }
}
