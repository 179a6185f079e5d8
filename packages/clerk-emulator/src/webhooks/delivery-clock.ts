/** The time that the dispatcher lives in. */
export interface DeliveryClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /**
   * Runs something later. The promise that it gives back is the work it started; it never rejects.
   *
   * @returns calls it off
   */
  readonly after: (delayMs: number, run: () => Promise<void>) => () => void;
}

/** The longest time that timers of Node and browsers take; longer ones would run at once. */
const timerMsMax = 2 ** 31 - 1;

/** Real time. */
export function createTimerClock(now: () => number): DeliveryClock {
  return {
    now,
    after: (delayMs, run) => {
      const timer = setTimeout(() => void run(), Math.min(delayMs, timerMsMax));
      return () => clearTimeout(timer);
    },
  };
}
