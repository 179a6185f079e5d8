import { expect, it } from 'vitest';
import { continueStreak, type FailureStreak } from './endpoint-health.ts';

const hour = 60 * 60 * 1000;

/** What comes of failures at these hours. */
function fail(...hours: readonly number[]) {
  let streak: FailureStreak | null = null;
  let endedAt: number | null = null;
  for (const at of hours) {
    const continued = continueStreak(streak, at * hour);
    streak = continued.streak;
    if (continued.hasEnded) endedAt ??= at;
  }
  return { failingSince: streak === null ? null : toHours(streak.failingSince), endedAt };
}

const toHours = (ms: number | null) => (ms === null ? null : ms / hour);

it.each([
  ['one failure starts no clock', [0], null, null],
  ['failures of one bad morning start no clock', [0, 1, 2, 5, 11.9], null, null],
  ['failures 12 hours apart start it', [0, 12], 12, null],
  ['failures more than a day apart do not count together', [0, 25], null, null],
  ['the first failure of the last day counts, not the first of all', [0, 13.5, 25, 26], 13.5, null],
  ['a failure of more than a day ago is forgotten', [0, 20, 30], 20, null],
  ['rare failures never start it', [0, 30, 60, 90, 200], null, null],
  ['the clock runs five days', [0, 12, 131.9], 12, null],
  ['and ends with the first failure after them', [0, 12, 132], 12, 132],
  ['however long there was nothing in between', [0, 12, 400], 12, 400],
])('%s: %j', (_, hours, failingSince, endedAt) => {
  expect(fail(...hours)).toEqual({ failingSince, endedAt });
});
