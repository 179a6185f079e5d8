import { computed, effect, inject, type Signal, signal } from '@angular/core';
import { platform } from '../platform.ts';

const tickMs = 1000;

/** Seconds until trying again makes sense, counted down; 0 when it does. For constructors of components. */
export function countWaitSeconds(readRetryAtMs: () => number | undefined): Signal<number> {
  const browser = inject(platform);
  const nowMs = signal(browser.now());
  const seconds = computed(() => {
    const retryAtMs = readRetryAtMs();
    return retryAtMs === undefined ? 0 : Math.max(0, Math.ceil((retryAtMs - nowMs()) / 1000));
  });
  effect(() => {
    if (readRetryAtMs() === undefined) return;
    nowMs.set(browser.now());
  });
  effect((onCleanup) => {
    if (seconds() === 0) return;
    nowMs();
    onCleanup(browser.delay(tickMs, () => nowMs.set(browser.now())));
  });
  return seconds;
}
