import { expect, it } from 'vitest';
import { readFrontendHost } from './frontend-host.ts';

it.each([
  { key: `pk_test_${btoa('big-fox-1.clerk.accounts.dev$')}`, host: 'big-fox-1.clerk.accounts.dev' },
  { key: `pk_live_${btoa('clerk.example.com$').replace(/=+$/, '')}`, host: 'clerk.example.com' },
  { key: `pk_test_${btoa('clerk.example.com')}`, host: undefined },
  { key: `pk_test_${btoa('evil.example/$')}`, host: undefined },
  { key: 'pk_test_', host: undefined },
  { key: 'sk_test_eA==', host: undefined },
])('the Frontend API of $key is at $host', ({ key, host }) => {
  expect(readFrontendHost(key)).toBe(host);
});
