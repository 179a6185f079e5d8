import { type Signal, signal } from '@angular/core';
import type { Delay } from './delay.ts';

/**
 * Text for a live region, at most one every `intervalMs`, the latest winning: a screen reader that is told everything
 * never gets to the end of anything.
 */
export class Announcer {
  readonly text: Signal<string>;
  readonly #text = signal('');
  readonly #delay: Delay;
  readonly #intervalMs: number;
  #waiting: string | undefined;
  #cancelPause: (() => void) | undefined;

  constructor(delay: Delay, intervalMs = 2000) {
    this.#delay = delay;
    this.#intervalMs = intervalMs;
    this.text = this.#text.asReadonly();
  }

  /** Says it now, or as soon as the last text has had its time. */
  say(text: string): void {
    if (this.#cancelPause !== undefined) {
      this.#waiting = text;
      return;
    }
    this.#speak(text);
  }

  /** Says it now, whatever is being said; for what ends everything before it. */
  interrupt(text: string): void {
    this.#cancelPause?.();
    this.#waiting = undefined;
    this.#speak(text);
  }

  #speak(text: string): void {
    this.#text.set(text);
    this.#cancelPause = this.#delay(this.#intervalMs, () => {
      this.#cancelPause = undefined;
      const next = this.#waiting;
      this.#waiting = undefined;
      if (next !== undefined && next !== this.#text()) this.#speak(next);
    });
  }
}
