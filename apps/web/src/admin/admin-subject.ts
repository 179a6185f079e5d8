import { effect, signal, untracked } from '@angular/core';
import type { ApiAnswer } from '../api/api-client.ts';
import type { Confirmation } from '../dialog/confirm-dialog.ts';
import { Loading } from '../lib/loading.ts';

/** One thing that is administered: it is fetched, changed once somebody has said why, and then fetched again. */
export class AdminSubject<Value> {
  readonly loading = new Loading<Value>();
  readonly confirmation = signal<Confirmation | undefined>(undefined);
  /** What came of the last change. */
  readonly said = signal('');
  readonly #fetch: () => Promise<ApiAnswer<Value>>;

  constructor(fetch: () => Promise<ApiAnswer<Value>>) {
    this.#fetch = fetch;
  }

  value(): Value | undefined {
    return this.loading.value();
  }

  /** @param keepsShown false where it is another one now */
  load(keepsShown = true): void {
    void this.loading.load(this.#fetch, keepsShown);
  }

  /** Asks before something is done, and for the reason, which is entered in the audit. */
  ask(confirmation: Confirmation): void {
    this.said.set('');
    this.confirmation.set({
      ...confirmation,
      asksReason: true,
      perform: async (given) => {
        const outcome = await confirmation.perform(given);
        if (outcome.kind === 'done') this.said.set(outcome.said ?? 'Done, and entered in the audit.');
        return outcome;
      },
    });
  }

  /** The question is closed. */
  end(isDone: boolean): void {
    this.confirmation.set(undefined);
    if (isDone) this.load();
  }
}

/** Fetches what has this id, now and whenever the address names another. To be called while a component is made. */
export function openSubject<Value>(
  id: () => string,
  fetch: (id: string) => Promise<ApiAnswer<Value>>,
): AdminSubject<Value> {
  const subject = new AdminSubject(() => fetch(id()));
  effect(() => {
    id();
    untracked(() => subject.load(false));
  });
  return subject;
}
