import { describe, expect, it } from 'vitest';
import { checkCredentials } from './check-credentials.ts';

describe('what is wrong with credentials', () => {
  it.each([
    { email: 'ada@example.org', password: 'x'.repeat(8), isFresh: true, wrong: [] },
    { email: ' ada@example.org ', password: 'x', isFresh: false, wrong: [] },
    { email: '', password: '', isFresh: false, wrong: ['email', 'password'] },
    { email: 'ada', password: 'x'.repeat(7), isFresh: true, wrong: ['email', 'password'] },
    { email: 'a b@example.org', password: 'x'.repeat(129), isFresh: true, wrong: ['email', 'password'] },
    { email: 'ada@example.org', password: 'x'.repeat(128), isFresh: true, wrong: [] },
  ])('of “$email” is in $wrong', ({ email, password, isFresh, wrong }) => {
    expect(Object.keys(checkCredentials({ email, password }, isFresh))).toEqual(wrong);
  });

  it('is nothing where a field is not asked for', () => {
    expect(checkCredentials({}, true)).toEqual({});
  });
});
