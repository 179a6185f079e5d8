import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { session } from '../session/app-session.ts';

/**
 * Stands around what is for people who are signed in, and says what is missing where somebody is not. What they may do is
 * decided by the service with each request.
 *
 * @example
 * <bloqr-session-gate #gate />
 * @if (gate.isOpen()) { … }
 */
@Component({
  selector: 'bloqr-session-gate',
  imports: [RouterLink],
  templateUrl: './session-gate.html',
  styleUrl: './session-gate.css',
  encapsulation: ViewEncapsulation.None,
})
export class SessionGate {
  readonly #session = inject(session);
  readonly #router = inject(Router);
  protected readonly state = this.#session.state;
  protected readonly query = { returnUrl: this.#router.url };
  readonly isOpen = computed(() => this.state().kind === 'signed-in');
  protected readonly reason = computed(() => {
    const state = this.state();
    return state.kind === 'failed' ? state.reason : '';
  });

  protected retry(): void {
    this.#session.recheck();
  }
}
