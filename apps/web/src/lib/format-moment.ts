const minuteMs = 60_000;

const steps = [
  { unit: 'year', ms: 365 * 24 * 60 * minuteMs },
  { unit: 'day', ms: 24 * 60 * minuteMs },
  { unit: 'hour', ms: 60 * minuteMs },
  { unit: 'minute', ms: minuteMs },
] as const;

const distance = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const minute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/**
 * How far away a moment is, in words.
 *
 * @param moment a date of the API; something else is given back as it is
 * @example
 * formatDistance('2026-11-23T10:00:00.000Z', Date.parse('2026-11-23T12:00:00Z')) // '2 hours ago'
 */
export function formatDistance(moment: string, nowMs: number): string {
  const at = Date.parse(moment);
  if (Number.isNaN(at)) return moment;
  const awayMs = at - nowMs;
  const step = steps.find(({ ms }) => Math.abs(awayMs) >= ms);
  return step === undefined ? 'just now' : distance.format(Math.trunc(awayMs / step.ms), step.unit);
}

/** The day of a moment, in the reader's time zone. */
export function formatDay(moment: string): string {
  return format(day, moment);
}

/** The minute of a moment, in the reader's time zone. */
export function formatMinute(moment: string): string {
  return format(minute, moment);
}

function format(form: Intl.DateTimeFormat, moment: string): string {
  const at = Date.parse(moment);
  return Number.isNaN(at) ? moment : form.format(at);
}
