import type { Delay } from '../lib/delay.ts';

/** Notices that nothing has come for a while. */
export interface Watchdog {
  /** Something came. */
  readonly feed: () => void;
  /** Nothing more is expected. */
  readonly stop: () => void;
}

/** Calls `onSilence` once when it was not fed for so long. */
export function startWatchdog(limitMs: number, delay: Delay, onSilence: () => void): Watchdog {
  let cancel = delay(limitMs, onSilence);
  return {
    feed: () => {
      cancel();
      cancel = delay(limitMs, onSilence);
    },
    stop: () => cancel(),
  };
}
