import type { Delay } from '../src/lib/delay.ts';

/** A clock that stands still until it is told otherwise. */
export interface TestClock {
  readonly delay: Delay;
  readonly now: () => number;
  /** Lets time pass and runs what is due, in its order. */
  readonly pass: (milliseconds: number) => void;
}

export function createTestClock(): TestClock {
  let time = 0;
  let alarms: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => time,
    delay: (milliseconds, run) => {
      const alarm = { at: time + milliseconds, run };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((other) => other !== alarm);
      };
    },
    pass: (milliseconds) => {
      const end = time + milliseconds;
      for (;;) {
        const due = alarms.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        alarms = alarms.filter((other) => other !== due);
        time = due.at;
        due.run();
      }
      time = end;
    },
  };
}
