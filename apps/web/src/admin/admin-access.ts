import { Injectable, signal } from '@angular/core';

/** Whether the service has said that this account administers nothing: then there is nothing to show but that. */
@Injectable()
export class AdminAccess {
  readonly #isRefused = signal(false);
  readonly isRefused = this.#isRefused.asReadonly();

  refuse(): void {
    this.#isRefused.set(true);
  }

  /** Asks anew: the pages are built again. */
  ask(): void {
    this.#isRefused.set(false);
  }
}
