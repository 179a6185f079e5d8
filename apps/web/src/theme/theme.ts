import { DOCUMENT, InjectionToken, inject, type Signal, signal } from '@angular/core';
import type { TextStore } from '../draft/draft-store.ts';
import { platform } from '../platform.ts';

/** Light, dark, or as the system has it. */
export type ThemeChoice = 'system' | 'light' | 'dark';

/** Where the choice is kept; `public/theme.js` reads it before anything is painted. */
const key = 'bloqr.theme';

/** The theme of all pages: chosen, shown and kept. */
export class Theme {
  readonly choice: Signal<ThemeChoice>;
  readonly #choice;
  readonly #root: { readonly dataset: DOMStringMap };
  readonly #store: TextStore;

  /** @param root the element whose `data-theme` the style sheets follow */
  constructor(root: { readonly dataset: DOMStringMap }, store: TextStore) {
    this.#root = root;
    this.#store = store;
    this.#choice = signal(readChoice(store));
    this.choice = this.#choice.asReadonly();
    this.#show();
  }

  choose(choice: ThemeChoice): void {
    this.#choice.set(choice);
    this.#show();
    try {
      this.#store.setItem(key, choice);
    } catch {
      // Storage is full or forbidden: the choice then holds until the page is left.
    }
  }

  #show(): void {
    const choice = this.#choice();
    if (choice === 'system') delete this.#root.dataset.theme;
    else this.#root.dataset.theme = choice;
  }
}

function readChoice(store: TextStore): ThemeChoice {
  try {
    const kept = store.getItem(key);
    return kept === 'light' || kept === 'dark' ? kept : 'system';
  } catch {
    return 'system';
  }
}

/** The theme of the application. */
export const theme = new InjectionToken<Theme>('theme', {
  providedIn: 'root',
  factory: () => new Theme(inject(DOCUMENT).documentElement, inject(platform).preferences),
});
