import { InjectionToken, type Signal, signal } from '@angular/core';

/** What is said above the page that is shown, whichever it is. */
export interface Notice {
  readonly text: string;
  /** What can be done about it. */
  readonly way?: { readonly label: string; readonly run: () => void };
}

/** The one notice of the frame; what is said next takes its place. */
export class PageNotice {
  readonly shown: Signal<Notice | undefined>;
  readonly #shown = signal<Notice | undefined>(undefined);

  constructor() {
    this.shown = this.#shown.asReadonly();
  }

  show(notice: Notice): void {
    this.#shown.set(notice);
  }

  clear(): void {
    this.#shown.set(undefined);
  }
}

/** The notice of the application. */
export const pageNotice = new InjectionToken<PageNotice>('page notice', {
  providedIn: 'root',
  factory: () => new PageNotice(),
});
