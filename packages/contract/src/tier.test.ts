import { describe, expect, it } from 'vitest';
import { hasTier, tiers } from './tier.ts';
import { tierLimits } from './tier-limits.ts';

describe('tiers', () => {
  it('are numbered anonymous 0, free 1, pro 2, admin 3', () => {
    expect(tiers.map((tier, number) => [tier, number])).toEqual([
      ['anonymous', 0],
      ['free', 1],
      ['pro', 2],
      ['admin', 3],
    ]);
  });

  it.each([
    { actual: 'free', required: 'free', may: true },
    { actual: 'admin', required: 'anonymous', may: true },
    { actual: 'anonymous', required: 'free', may: false },
    { actual: 'pro', required: 'admin', may: false },
  ] as const)('$actual where $required is needed: $may', ({ actual, required, may }) => {
    expect(hasTier(actual, required)).toBe(may);
  });

  it('never allow less than the tier below', () => {
    const unlimited = Number.POSITIVE_INFINITY;
    for (const name of ['requestsPerMinute', 'sourcesMax', 'inputBytesMax'] as const) {
      const values = tiers.map((tier) => tierLimits[tier][name] ?? unlimited);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }
  });
});
