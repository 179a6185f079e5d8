import { describe, expect, it } from 'vitest';
import { describeAllowances, readAllowance, readOwnAccount, readRequestsLeft } from './own-account.ts';

describe('an account', () => {
  it('is read field by field, and is none without a tier', () => {
    expect(
      readOwnAccount({ tier: 'pro', email: null, emailVerified: 1, limits: { sourcesMax: null } }),
    ).toEqual({
      isLinked: false,
      email: '',
      isEmailVerified: false,
      displayName: '',
      tier: 'pro',
      createdAt: '',
      limits: { requestsPerMinute: undefined, sourcesMax: undefined, inputBytesMax: undefined },
    });
    expect(readOwnAccount({})).toBeUndefined();
    expect(readOwnAccount({ tier: 'pro', signInProviders: ['clerk', 'better-auth'] })?.isLinked).toBe(true);
  });
});

describe('what is allowed', () => {
  it('is said with its unit, and without a limit as such', () => {
    const free = readAllowance({ requestsPerMinute: 6000, sourcesMax: 20, inputBytesMax: 50_000_000 });
    expect(describeAllowances([free, readAllowance({})])).toEqual([
      { title: 'Requests a minute', values: ['6,000', 'no limit'] },
      { title: 'Sources of one list', values: ['20', 'no limit'] },
      { title: 'Input of one list', values: ['50 MB', 'no limit'] },
    ]);
  });

  it.each([
    { header: '"default";r=59;t=60', left: 59 },
    { header: '"default"; r=0', left: 0 },
    { header: '"default";q=5;w=60', left: undefined },
    { header: null, left: undefined },
  ])('has $left left by $header', ({ header, left }) => {
    expect(readRequestsLeft(header)).toBe(left);
  });
});
