import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

const origin = 'https://bloqr.example';

describe('the path after signing in', () => {
  it.each(['/keys', '/admin/users/a%2Fb', '/compiler?a=1#b', '/'])('is a page of ours: %s', (path) => {
    expect(ownPath(path, origin)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'keys',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/ /evil.example',
    '/./\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    'https://evil.example/',
    'https:evil.example',
    'javascript:alert(1)',
    '/\u0000',
    '/api/auth/sign-out',
    '/sign-in?returnUrl=/sign-in',
    '/sign-up',
    '/sign-in/../sign-in',
  ])('is the compiler instead of %j', (path) => {
    expect(ownPath(path, origin)).toBe('/compiler');
  });
});
