import { Component, computed, effect, inject, input, output, signal } from '@angular/core';
import { platform } from '../platform.ts';
import { describePointer } from './describe-pointer.ts';
import { describeFailure, type Failure } from './failure.ts';

const tickMs = 1000;

/** Why there is no list, and what can be done about it. */
@Component({
  selector: 'bloqr-failure-panel',
  templateUrl: './failure-panel.html',
  host: { class: 'failure outcome' },
})
export class FailurePanel {
  readonly failure = input.required<Failure>();
  /** The sources of the request, in its order. */
  readonly sources = input.required<readonly string[]>();
  readonly retry = output<void>();

  readonly #platform = inject(platform);
  readonly #nowMs = signal(this.#platform.now());

  protected readonly text = computed(() => describeFailure(this.failure()));
  protected readonly problem = computed(() => {
    const failure = this.failure();
    return failure.kind === 'problem' ? failure.problem : undefined;
  });
  protected readonly faults = computed(() =>
    (this.problem()?.faults ?? []).map((fault) => ({
      ...fault,
      place: describePointer(fault.pointer, this.sources()),
    })),
  );
  /** Seconds until trying again makes sense; 0 when it does. */
  protected readonly waitSeconds = computed(() => {
    const failure = this.failure();
    if (failure.kind !== 'problem' || failure.retryAtMs === undefined) return 0;
    return Math.max(0, Math.ceil((failure.retryAtMs - this.#nowMs()) / 1000));
  });

  constructor() {
    effect((onCleanup) => {
      if (this.waitSeconds() === 0) return;
      this.#nowMs();
      onCleanup(this.#platform.delay(tickMs, () => this.#nowMs.set(this.#platform.now())));
    });
  }
}
