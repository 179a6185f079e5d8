import { expect, it } from 'vitest';
import { ownAddress } from './own-address.ts';

it.each([
  { address: '/compiler', path: '/compiler' },
  { address: 'http://localhost/', path: '/' },
  { address: '/keys?a=1#part', path: '/keys?a=1#part' },
  { address: '/sign-in#/factor-one', path: '/sign-in/factor-one' },
  { address: '/sign-in?a=1#/?b=2&a=3', path: '/sign-in?a=3&b=2' },
  { address: '/sign-up/#/sso-callback?b=%2Fkeys', path: '/sign-up/sso-callback?b=%2Fkeys' },
])('$address is $path', ({ address, path }) => {
  expect(ownAddress(address, 'http://localhost')).toBe(path);
});
