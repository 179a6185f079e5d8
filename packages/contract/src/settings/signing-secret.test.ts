import { describe, expect, it } from 'vitest';
import { parseSigningSecrets } from './signing-secret.ts';

const base64Of = (length: number): string => btoa('s'.repeat(length));
const good = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('the setting of signing secrets', () => {
  it.each([
    { name: 'nothing', text: '', lengths: [] },
    { name: 'blanks and commas', text: ' , ', lengths: [] },
    { name: 'the public test vector’s', text: good, lengths: [24] },
    { name: 'one without its prefix', text: good.slice(6), lengths: [24] },
    { name: 'two, with blanks', text: ` ${good} ,  whsec_${base64Of(64)} `, lengths: [24, 64] },
    { name: 'one with its padding', text: `whsec_${base64Of(32)}`, lengths: [32] },
    { name: 'one without its padding', text: `whsec_${base64Of(32).replace('=', '')}`, lengths: [32] },
  ])('takes $name', ({ text, lengths }) => {
    const { secrets, faults } = parseSigningSecrets(text);
    expect(faults).toEqual([]);
    expect(secrets.map(({ bytes }) => bytes.length)).toEqual(lengths);
  });

  it.each([
    { name: 'an empty key', text: 'whsec_', fault: 'has 0 bytes' },
    { name: 'three bytes', text: 'whsec_AAAA', fault: 'has 3 bytes' },
    { name: '23 bytes', text: base64Of(23), fault: 'has 23 bytes' },
    { name: '65 bytes', text: base64Of(65), fault: 'has 65 bytes' },
    { name: 'base64 for addresses', text: `whsec_${'-_'.repeat(16)}`, fault: 'standard base64' },
    {
      name: 'a secret key',
      text: 'sk_test_abcdefghijklmnopqrstuvwxyz012345',
      fault: 'is not a signing secret',
    },
    { name: 'blanks within', text: 'whsec_MfKQ9r8G KYqrTwjUPD8ILPZIo2LaLaSw', fault: 'is not base64' },
    { name: 'bits too many', text: `whsec_${base64Of(32).slice(0, -2)}d=`, fault: 'is not base64' },
    { name: 'padding too much', text: `whsec_${base64Of(24)}=`, fault: 'is not base64' },
    { name: 'an impossible length', text: `whsec_${base64Of(24)}A`, fault: 'is not base64' },
    { name: 'quotes', text: `"${good}"`, fault: 'standard base64' },
    { name: 'the prefix twice', text: `whsec_${good}`, fault: 'standard base64' },
    { name: 'a weak one beside a good one', text: `${good},whsec_AAAA`, fault: 'secret 2 has 3 bytes' },
    { name: 'five', text: Array.from({ length: 5 }, () => good).join(','), fault: 'holds 5 secrets' },
  ])('refuses $name, and with it all of them, without repeating it', ({ text, fault }) => {
    const { secrets, faults } = parseSigningSecrets(text);
    expect(secrets).toEqual([]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
    expect(faults[0]).not.toContain(text.slice(-8));
  });
});
