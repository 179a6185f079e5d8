import { Component, computed, input, output } from '@angular/core';
import type { Failure } from '../problem/failure.ts';
import { FailurePanel } from '../problem/failure-panel.ts';

/** Why there is nothing to administer: not allowed, or something else. */
@Component({
  selector: 'bloqr-admin-failure',
  imports: [FailurePanel],
  template: `
    @if (isForbidden()) {
      <section class="card" role="alert">
        <h2>Not allowed</h2>
        <p class="explanation">This is for administrators, and this account is none. Somebody who is one can change that.</p>
      </section>
    } @else {
      <bloqr-failure-panel class="card" [failure]="failure()" (retry)="retry.emit()" />
    }
  `,
})
export class AdminFailure {
  readonly failure = input.required<Failure>();
  readonly retry = output<void>();
  protected readonly isForbidden = computed(() => {
    const failure = this.failure();
    return failure.kind === 'problem' && failure.problem.status === 403;
  });
}
