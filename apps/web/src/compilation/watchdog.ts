import type { Delay } from '../lib/delay.ts';

/** Notices that nothing has come for a while. */
export interface Watchdog {
  /** Something came. */
  readonly feed: () => void;
  /** Nothing more is expected. */
  readonly stop: () => void;
}

/**
 * Calls `onSilence` once when it was not fed for so long.
 *
 * @param firstLimitMs until it is fed for the first time
 * @param limitMs after that
 */
export function startWatchdog(
  firstLimitMs: number,
  limitMs: number,
  delay: Delay,
  onSilence: () => void,
): Watchdog {
  let cancel = delay(firstLimitMs, onSilence);
  return {
    feed: () => {
      cancel();
      cancel = delay(limitMs, onSilence);
    },
    stop: () => cancel(),
  };
}
