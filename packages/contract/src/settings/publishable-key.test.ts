import { expect, it } from 'vitest';
import { parsePublishableKey } from './publishable-key.ts';

it.each([
  {
    text: `pk_test_${btoa('bold-falcon-31.clerk.accounts.dev$')}`,
    kind: 'test',
    host: 'bold-falcon-31.clerk.accounts.dev',
  },
  {
    text: 'pk_test_Ym9sZC1mYWxjb24tMzEuY2xlcmsuYWNjb3VudHMuZGV2JA',
    kind: 'test',
    host: 'bold-falcon-31.clerk.accounts.dev',
  },
  { text: `pk_live_${btoa('clerk.example.com$')}`, kind: 'live', host: 'clerk.example.com' },
  { text: `pk_test_${btoa('clerk.localhost:8787$')}`, kind: 'test', host: 'clerk.localhost:8787' },
  { text: `pk_test_${btoa('127.0.0.1:8787$')}`, kind: 'test', host: '127.0.0.1:8787' },
])('reads $text', ({ text, kind, host }) => {
  expect(parsePublishableKey(text)).toEqual({ kind, host });
});

it.each([
  { name: 'nothing', text: '' },
  { name: 'a secret key', text: 'sk_test_abcdef' },
  { name: 'another prefix', text: `pk_prod_${btoa('clerk.example.com$')}` },
  { name: 'capitals in the prefix', text: `PK_TEST_${btoa('clerk.example.com$')}` },
  { name: 'no base64', text: 'pk_test_…' },
  { name: 'half of it', text: `pk_test_${btoa('clerk.example.com$').slice(0, 12)}` },
  { name: 'no mark at the end', text: `pk_test_${btoa('clerk.example.com')}` },
  { name: 'two marks', text: `pk_test_${btoa('clerk.example.com$$')}` },
  { name: 'a mark inside', text: `pk_test_${btoa('clerk$.example.com$')}` },
  { name: 'a host without a dot', text: `pk_test_${btoa('localhost:8787$')}` },
  { name: 'a path', text: `pk_test_${btoa('clerk.example.com/a$')}` },
  { name: 'a user', text: `pk_test_${btoa('clerk.example.com@evil.example$')}` },
  { name: 'a line feed', text: `pk_test_${btoa('clerk.example.com\n$')}` },
  { name: 'capitals', text: `pk_test_${btoa('Clerk.Example.com$')}` },
  { name: 'no host', text: `pk_test_${btoa('a b.c$')}` },
])('refuses $name', ({ text }) => {
  expect(parsePublishableKey(text)).toBeUndefined();
});
