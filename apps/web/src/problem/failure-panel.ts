import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { describePointer } from './describe-pointer.ts';
import { describeFailure, type Failure, type FailureOccasion, isSessionOver } from './failure.ts';
import { countWaitSeconds } from './wait-seconds.ts';

/** Why there is no answer, and what can be done about it. */
@Component({
  selector: 'bloqr-failure-panel',
  imports: [RouterLink],
  templateUrl: './failure-panel.html',
  host: { class: 'failure outcome' },
})
export class FailurePanel {
  readonly failure = input.required<Failure>();
  /** What was wanted. */
  readonly occasion = input<FailureOccasion>('page');
  /** The sources of the request, in its order. */
  readonly sources = input<readonly string[]>([]);
  readonly retry = output<void>();

  protected readonly text = computed(() => describeFailure(this.failure(), this.occasion()));
  protected readonly isSessionOver = computed(() => isSessionOver(this.failure()));
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
  protected readonly waitSeconds = countWaitSeconds(() => {
    const failure = this.failure();
    return failure.kind === 'problem' ? failure.retryAtMs : undefined;
  });
}
