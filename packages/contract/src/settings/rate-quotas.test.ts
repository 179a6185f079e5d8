import { describe, expect, it } from 'vitest';
import { parseRateQuotas } from './rate-quotas.ts';

const defaults = { anonymous: 10, free: 60, pro: 300, admin: null };

describe('RATE_LIMITS', () => {
  it.each([
    { text: '', quotas: defaults },
    { text: ' , ', quotas: defaults },
    { text: 'anonymous=1000,free=5000', quotas: { ...defaults, anonymous: 1000, free: 5000 } },
    { text: ' pro = 1 ,', quotas: { ...defaults, pro: 1 } },
    { text: 'admin=1000000000', quotas: { ...defaults, admin: 1_000_000_000 } },
  ])('"$text" is taken', ({ text, quotas }) => {
    expect(parseRateQuotas(text)).toEqual({ quotas, faults: [] });
  });

  it.each([
    'anonymous',
    'anonymous=',
    'anonymous=0',
    'anonymous=-1',
    'anonymous=1.5',
    'anonymous=1e3',
    'anonymous=none',
    'anonymous=1000000001',
    'guest=10',
    'Anonymous=10',
    'anonymous=1,anonymous=2',
    'anonymous=1;free=2',
    '__proto__=1',
    'constructor=1',
  ])('"%s" is a fault and changes nothing', (text) => {
    const parsed = parseRateQuotas(text);
    expect(parsed.faults).toHaveLength(1);
    expect(parsed.quotas).toEqual(defaults);
  });
});
