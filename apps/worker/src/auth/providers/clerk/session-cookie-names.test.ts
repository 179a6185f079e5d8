import { expect, it } from 'vitest';
import { listSessionCookieNames } from './session-cookie-names.ts';

/** The suffixes are what `getCookieSuffix` of @clerk/shared 4.41.0 gives. */
it.each([
  { key: 'pk_test_Ym9sZC1mYWxjb24tMzEuY2xlcmsuYWNjb3VudHMuZGV2JA==', suffix: 'zR9rMT5a' },
  { key: 'pk_test_Ym9sZC1mYWxjb24tMzEuY2xlcmsuYWNjb3VudHMuZGV2JA', suffix: 'NxQYWLFw' },
  { key: 'pk_live_Ym9sZC1mYWxjb24tMzEuY2xlcmsuYWNjb3VudHMuZGV2JA==', suffix: '2_-f8H01' },
  { key: 'pk_test_Y2xlcmsuZXhhbXBsZS5jb20k', suffix: 'l2OS3d9k' },
])('has the suffix of $key first', ({ key, suffix }) => {
  expect(listSessionCookieNames(key)).toEqual([`__session_${suffix}`, '__session']);
});

it('has the plain name alone where there is no key', () => {
  expect(listSessionCookieNames(undefined)).toEqual(['__session']);
});
