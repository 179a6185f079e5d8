import { describe, expect, it } from 'vitest';
import { parseKeySet } from '../src/auth/jwt/key-set.ts';
import { createSigningKey, encode, type PublicJwk } from './tokens/signing-key.ts';

const key = await createSigningKey('a');
const other = await createSigningKey('b');
const short = await createSigningKey('short', 1024);

const parse = (value: unknown) =>
  parseKeySet(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)));
const withKey = (change: Partial<Record<keyof PublicJwk | string, unknown>>) =>
  parse({ keys: [other.jwk, { ...key.jwk, ...change }] });
const idsOf = (set: ReturnType<typeof parse>) =>
  set.kind === 'parsed' ? set.keys.map(({ keyId }) => keyId) : set.reason;

describe('a key set', () => {
  it('gives the keys it has', () => {
    const { n, e } = key.jwk;
    expect(parse({ keys: [key.jwk] })).toEqual({ kind: 'parsed', keys: [{ keyId: 'a', n, e }] });
  });

  it.each([
    { name: 'no use and no alg', change: { use: undefined, alg: undefined } },
    { name: 'verifying as its operation', change: { key_ops: ['verify'] } },
    { name: 'a certificate and members that nobody knows', change: { x5c: ['AA'], x5t: 'AA', more: {} } },
    { name: 'a larger odd exponent', change: { e: encode(new Uint8Array([1, 0, 3])) } },
    { name: 'the id __proto__', change: { kid: '__proto__' }, ids: ['b', '__proto__'] },
  ])('takes a key with $name', ({ change, ids }) => {
    expect(idsOf(withKey(change))).toEqual(ids ?? ['b', 'a']);
  });

  it.each([
    { name: 'for encryption', change: { use: 'enc' } },
    { name: 'for encryption, by its operations', change: { key_ops: ['encrypt'] } },
    { name: 'with odd operations', change: { key_ops: 'verify' } },
    { name: 'for another algorithm', change: { alg: 'PS256' } },
    { name: 'on a curve', change: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' } },
    { name: 'of an unknown kind', change: { kty: 'XYZ' } },
    { name: 'without an id', change: { kid: undefined } },
    { name: 'with a number for an id', change: { kid: 1 } },
    { name: 'with an empty id', change: { kid: '' } },
    { name: 'with an id of 1,000 characters', change: { kid: 'a'.repeat(1000) } },
  ])('passes over a key $name', ({ change }) => {
    expect(idsOf(withKey(change))).toEqual(['b']);
  });

  it.each([
    { name: 'an exponent of 1', change: { e: 'AQ' }, reason: 'weak-key' },
    { name: 'an exponent of 3', change: { e: 'Aw' }, reason: 'weak-key' },
    { name: 'an even exponent', change: { e: encode(new Uint8Array([1, 0, 2])) }, reason: 'weak-key' },
    {
      name: 'an exponent of 40 bits',
      change: { e: encode(new Uint8Array([1, 0, 0, 0, 1])) },
      reason: 'weak-key',
    },
    { name: 'a modulus of 1,024 bits', change: { n: short.jwk.n }, reason: 'weak-key' },
    {
      name: 'a modulus of 2,047 bits',
      change: { n: encode(new Uint8Array(256).fill(0x7f)) },
      reason: 'weak-key',
    },
    {
      name: 'a modulus of 16,384 bits',
      change: { n: encode(new Uint8Array(2048).fill(0xff)) },
      reason: 'weak-key',
    },
    { name: 'an even modulus', change: { n: encode(new Uint8Array(256).fill(0xfe)) }, reason: 'weak-key' },
    {
      name: 'a modulus with a small factor',
      change: { n: encode(new Uint8Array(256).fill(0xff)) },
      reason: 'weak-key',
    },
    { name: 'no modulus', change: { n: undefined }, reason: 'malformed-key' },
    { name: 'an empty modulus', change: { n: '' }, reason: 'malformed-key' },
    { name: 'a zero in front of the modulus', change: { n: `AA${key.jwk.n}` }, reason: 'malformed-key' },
    { name: 'a padded modulus', change: { n: `${key.jwk.n}==` }, reason: 'malformed-key' },
    { name: 'a number for an exponent', change: { e: 65537 }, reason: 'malformed-key' },
    { name: 'a private exponent', change: { d: key.secret.d }, reason: 'private-key' },
    { name: 'a prime', change: { kty: 'XYZ', p: null }, reason: 'private-key' },
    { name: 'a symmetric key', change: { kty: 'oct', k: 'AAAA' }, reason: 'private-key' },
    { name: 'an id twice', change: { kid: 'b' }, reason: 'duplicate-key-id' },
    {
      name: 'an id twice, once of another kind',
      change: { kid: 'b', kty: 'EC' },
      reason: 'duplicate-key-id',
    },
  ])('is refused as a whole with $name', ({ change, reason }) => {
    expect(withKey(change)).toEqual({ kind: 'refused', reason });
  });

  it.each([
    { name: 'nothing', text: '', reason: 'not-json' },
    { name: 'a page', text: '<!doctype html><html></html>', reason: 'not-json' },
    { name: 'half of it', text: JSON.stringify({ keys: [key.jwk] }).slice(0, -20), reason: 'not-json' },
    { name: 'a list', text: JSON.stringify([key.jwk]), reason: 'not-json' },
    { name: 'a member twice', text: '{"keys":[],"keys":[]}', reason: 'not-json' },
    { name: 'an object without keys', text: '{}', reason: 'no-key-list' },
    { name: 'keys by their id', text: JSON.stringify({ keys: { a: key.jwk } }), reason: 'no-key-list' },
    { name: 'no keys', text: '{"keys":[]}', reason: 'no-usable-key' },
    {
      name: 'keys for something else',
      text: JSON.stringify({ keys: [{ ...key.jwk, use: 'enc' }] }),
      reason: 'no-usable-key',
    },
    { name: 'no object for a key', text: '{"keys":[null]}', reason: 'malformed-key' },
    { name: 'a list for a key', text: '{"keys":[[]]}', reason: 'malformed-key' },
    { name: 'too many', text: JSON.stringify({ keys: Array(65).fill({}) }), reason: 'too-many-keys' },
  ])('is refused where it is $name', ({ text, reason }) => {
    expect(parse(text)).toEqual({ kind: 'refused', reason });
  });
});
