import { Component, effect, inject, input, output } from '@angular/core';
import type { Failure } from '../problem/failure.ts';
import { FailurePanel } from '../problem/failure-panel.ts';
import { AdminAccess } from './admin-access.ts';

/** Why there is nothing to administer. Where it is not allowed, the page says so in place of all of them. */
@Component({
  selector: 'bloqr-admin-failure',
  imports: [FailurePanel],
  template: '<bloqr-failure-panel class="card" [failure]="failure()" (retry)="retry.emit()" />',
})
export class AdminFailure {
  readonly failure = input.required<Failure>();
  readonly retry = output<void>();

  constructor() {
    const access = inject(AdminAccess);
    effect(() => {
      const failure = this.failure();
      if (failure.kind === 'problem' && failure.problem.status === 403) access.refuse();
    });
  }
}
