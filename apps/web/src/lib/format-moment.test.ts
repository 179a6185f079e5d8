import { describe, expect, it } from 'vitest';
import { formatDay, formatDistance } from './format-moment.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('how far away a moment is', () => {
  it.each([
    { moment: '2026-11-23T11:59:31.000Z', text: 'just now' },
    { moment: '2026-11-23T11:58:59.000Z', text: '1 minute ago' },
    { moment: '2026-11-23T10:00:00.000Z', text: '2 hours ago' },
    { moment: '2026-11-22T11:00:00.000Z', text: 'yesterday' },
    { moment: '2026-12-23T12:00:00.000Z', text: 'in 30 days' },
    { moment: '2024-11-01T12:00:00.000Z', text: '2 years ago' },
    { moment: '<b>soon</b>', text: '<b>soon</b>' },
  ])('is “$text” for $moment', ({ moment, text }) => {
    expect(formatDistance(moment, now)).toBe(text);
  });

  it('has a day of the reader’s', () => {
    expect(formatDay('2026-11-23T12:00:00.000Z')).toBe('23 Nov 2026');
    expect(formatDay('never')).toBe('never');
  });
});
