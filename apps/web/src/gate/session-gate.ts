import { Component, computed, inject, ViewEncapsulation } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { session } from '../session/app-session.ts';

/**
 * Stands around what is for people who are signed in, and says what is missing where somebody is not. What they may do is
 * decided by the service with each request.
 *
 * @example
 * <bloqr-session-gate #gate />
 * @for (person of gate.whose(); track person) { … }
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
  /**
   * The account that is signed in, or none: what stands in a loop over it begins anew where somebody else has signed in meanwhile, as
   * another tab may.
   */
  readonly whose = computed(() => this.#persons(), { equal: (one, other) => one[0] === other[0] });
  protected readonly reason = computed(() => {
    const state = this.state();
    return state.kind === 'failed' ? state.reason : '';
  });

  #persons(): readonly string[] {
    const state = this.state();
    return state.kind === 'signed-in' ? [state.person.id] : [];
  }

  protected retry(): void {
    this.#session.recheck();
  }
}
