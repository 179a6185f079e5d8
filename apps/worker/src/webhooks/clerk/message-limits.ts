import type { MessageLimits } from './webhook-store.ts';

const dayMs = 86_400_000;
/** A message that comes again within this time has no effect; Svix tries for 28 hours. */
const messageDaysKept = 60;
/** What messages said is there to find out what went wrong, which is soon done. */
const bodyDaysKept = 30;

/** What is too old at this time, in milliseconds since 1970. */
export function messageLimitsAt(nowMs: number): MessageLimits {
  return {
    messages: new Date(nowMs - messageDaysKept * dayMs),
    bodies: new Date(nowMs - bodyDaysKept * dayMs),
  };
}
