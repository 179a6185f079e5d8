import { describe, expect, it } from 'vitest';
import { createScriptedProvider } from '../../test/scripted-provider.ts';
import { type Credential, readCredential } from './credential.ts';

const own = 'https://bloqr.test';
const provider = createScriptedProvider({});

function read(headers: Record<string, string>, method = 'GET', path = '/api/keys'): Credential {
  return readCredential(new Request(`${own}${path}`, { method, headers }), [provider], own);
}

const bearer = (token: string) => ({ kind: 'bearer', token, provider });
const cookie = (token: string) => ({ kind: 'cookie', token, provider });
const malformed = (reason: string) => ({ kind: 'malformed', reason });
const none = { kind: 'none' };

describe('the header Authorization', () => {
  it.each([
    { name: 'no header', header: undefined, expected: none },
    { name: 'a token', header: 'Bearer a.b.c', expected: bearer('a.b.c') },
    { name: 'the scheme in other case', header: 'bEARER a.b.c', expected: bearer('a.b.c') },
    { name: 'an API key', header: 'Bearer blq_x', expected: { kind: 'api-key', key: 'blq_x' } },
    { name: 'another scheme', header: 'Basic dXNlcjpwYXNz', expected: malformed('authorization') },
    { name: 'no scheme', header: 'a.b.c', expected: malformed('authorization') },
    { name: 'no token', header: 'Bearer', expected: malformed('authorization') },
    { name: 'an empty header', header: '', expected: malformed('authorization') },
    {
      name: 'two headers, joined',
      header: 'Bearer a.b.c, Bearer d.e.f',
      expected: malformed('authorization'),
    },
    { name: 'two tokens', header: 'Bearer a.b.c d.e.f', expected: malformed('authorization') },
    { name: 'a tab', header: 'Bearer\ta.b.c', expected: malformed('authorization') },
  ])('with $name', ({ header, expected }) => {
    expect(read(header === undefined ? {} : { Authorization: header })).toEqual(expected);
  });

  it('wins over a cookie, also where nothing can be made of it', () => {
    const Cookie = '__session=x';
    expect(read({ Authorization: 'Bearer a.b.c', Cookie })).toEqual(bearer('a.b.c'));
    expect(read({ Authorization: 'nonsense', Cookie })).toEqual(malformed('authorization'));
  });
});

describe('a cookie', () => {
  it.each([
    { name: 'alone', header: '__session=t', expected: cookie('t') },
    { name: 'among others', header: 'a=b; __session=t; c=d', expected: cookie('t') },
    {
      name: 'with the suffix, which wins',
      header: '__session=t; __session_abcdefgh=s',
      expected: cookie('s'),
    },
    { name: 'with another suffix', header: '__session_zzzzzzzz=s', expected: none },
    { name: 'of a longer name', header: 'x__session=t; __sessionx=t', expected: none },
    { name: 'empty', header: '__session=', expected: none },
    { name: 'twice, the same', header: '__session=t; __session=t', expected: cookie('t') },
    { name: 'twice, different', header: '__session=t; __session=u', expected: malformed('cookie-twice') },
  ])('$name', ({ header, expected }) => {
    expect(read({ Cookie: header })).toEqual(expected);
  });

  const sites = [
    { method: 'GET', headers: {}, counts: true },
    { method: 'HEAD', headers: {}, counts: true },
    { method: 'POST', headers: {}, counts: false },
    { method: 'DELETE', headers: {}, counts: false },
    { method: 'POST', headers: { Origin: own }, counts: true },
    { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, counts: true },
    { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin', Origin: own }, counts: true },
    { method: 'GET', headers: { 'Sec-Fetch-Site': 'same-origin' }, counts: true },
    { method: 'GET', headers: { 'Sec-Fetch-Site': 'same-site' }, counts: false },
    { method: 'GET', headers: { 'Sec-Fetch-Site': 'cross-site' }, counts: false },
    { method: 'GET', headers: { 'Sec-Fetch-Site': 'none' }, counts: false },
    { method: 'GET', headers: { 'Sec-Fetch-Site': 'cross-site', Origin: own }, counts: false },
    {
      method: 'GET',
      headers: { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://evil.example' },
      counts: false,
    },
    { method: 'GET', headers: { Origin: 'null' }, counts: false },
    { method: 'POST', headers: { Origin: 'https://bloqr.test.evil.example' }, counts: false },
    { method: 'POST', headers: { Origin: 'http://bloqr.test' }, counts: false },
    { method: 'POST', headers: { Origin: 'https://BLOQR.test' }, counts: false },
  ];
  it.each(sites)('of $method with $headers counts: $counts', ({ method, headers, counts }) => {
    expect(read({ Cookie: '__session=t', ...headers }, method)).toEqual(counts ? cookie('t') : none);
  });
});

describe('a credential in the address', () => {
  it.each([
    '/api/keys?access_token=x',
    '/api/keys?API_KEY=x',
    '/api/keys?apikey=x',
    '/api/keys?anything=blq_0123',
    '/api/keys?a=1&b=blq%5f0123',
  ])('%s is seen', (path) => {
    expect(read({ Authorization: 'Bearer a.b.c' }, 'GET', path)).toEqual({ kind: 'in-query' });
  });

  it.each(['/api/keys?search=key', '/api/keys?search=a%20blq_x'])('%s is none', (path) => {
    expect(read({}, 'GET', path)).toEqual(none);
  });
});
