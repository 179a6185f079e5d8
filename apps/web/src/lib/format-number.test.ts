import { expect, it } from 'vitest';
import { formatAmount, formatBytes, formatCount, formatSeconds, formatShare } from './format-number.ts';

it.each([
  [formatCount(1_234_567), '1,234,567'],
  [formatAmount(1, 'rule'), '1 rule'],
  [formatAmount(0, 'rule'), '0 rules'],
  [formatAmount(2000, 'address', 'addresses'), '2,000 addresses'],
  [formatBytes(999), '999 B'],
  [formatBytes(1500), '1.5 kB'],
  [formatBytes(10_000_000), '10 MB'],
  [formatBytes(999_949), '999.9 kB'],
  [formatBytes(999_950), '1 MB'],
  [formatShare(0.1234), '12.3%'],
  [formatShare(0), '0%'],
  [formatShare(0.0004), '<0.1%'],
  [formatShare(0.9994), '99.9%'],
  [formatShare(0.9996), '>99.9%'],
  [formatShare(1), '100%'],
  [formatSeconds(99), 'less than 0.1 s'],
  [formatSeconds(1234), '1.2 s'],
])('writes %s', (written, expected) => {
  expect(written).toBe(expected);
});
