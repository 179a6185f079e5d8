import { Component, computed, input, ViewEncapsulation } from '@angular/core';
import { countWaitSeconds } from '../problem/wait-seconds.ts';
import type { Submission } from './submission.ts';

/** The end of a form: its button, and what came of sending it. */
@Component({
  selector: 'bloqr-submit-row',
  templateUrl: './submit-row.html',
  styleUrl: './submit-row.css',
  encapsulation: ViewEncapsulation.None,
  host: { class: 'submit-row' },
})
export class SubmitRow {
  readonly submission = input.required<Submission>();
  readonly label = input.required<string>();
  readonly look = input<'primary' | 'plain' | 'danger'>('primary');

  protected readonly state = computed(() => this.submission().state());
  protected readonly refusal = computed(() => {
    const state = this.state();
    return state.kind === 'refused' ? state : undefined;
  });
  protected readonly said = computed(() => {
    const state = this.state();
    return state.kind === 'done' ? (state.said ?? '') : '';
  });
  protected readonly waitSeconds = countWaitSeconds(() => this.refusal()?.retryAtMs);
  protected readonly isHeld = computed(() => this.state().kind === 'sending' || this.waitSeconds() > 0);

  protected hold(event: Event): void {
    if (this.isHeld()) event.preventDefault();
  }
}
