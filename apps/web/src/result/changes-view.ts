import { Component, computed, DestroyRef, effect, inject, input, untracked } from '@angular/core';
import type { FinishedList } from '../compiler/compiler-state.ts';
import { formatAmount, formatCount } from '../lib/format-number.ts';
import { platform } from '../platform.ts';
import { Comparison } from './comparison.ts';

/** What the list has, and has no longer, that the one before had. */
@Component({ selector: 'bloqr-changes-view', templateUrl: './changes-view.html' })
export class ChangesView {
  readonly previous = input.required<FinishedList>();
  readonly current = input.required<FinishedList>();

  readonly #platform = inject(platform);
  readonly #comparison = new Comparison(() => this.#platform.startWorker('compare'));
  protected readonly formatAmount = formatAmount;
  protected readonly formatCount = formatCount;
  protected readonly state = this.#comparison.state;
  /** Lists of different forms differ in every line, which says nothing. */
  protected readonly isComparable = computed(
    () => this.previous().software.name === this.current().software.name,
  );
  protected readonly kinds = computed(() => {
    const state = this.state();
    if (state.kind !== 'done') return [];
    const { added, removed } = state.difference;
    return [
      { title: 'Added', sign: '+', ...added },
      { title: 'Gone', sign: '−', ...removed },
    ].filter(({ count }) => count > 0);
  });

  constructor() {
    effect(() => {
      const pair = { before: this.previous().result.list.blob, after: this.current().result.list.blob };
      if (this.isComparable()) untracked(() => this.#comparison.start(pair));
    });
    inject(DestroyRef).onDestroy(() => this.#comparison.stop());
  }
}
