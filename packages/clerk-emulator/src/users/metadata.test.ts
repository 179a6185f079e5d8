import { describe, expect, it } from 'vitest';
import { ClerkError } from '../http/clerk-error.ts';
import { mergeMetadata, replaceMetadata } from './metadata.ts';

const empty = { public_metadata: {}, private_metadata: {}, unsafe_metadata: {} };

describe('merging metadata', () => {
  it.each([
    { name: 'adds keys', old: { a: 1 }, patch: { b: 2 }, result: { a: 1, b: 2 } },
    { name: 'replaces values', old: { a: 1 }, patch: { a: 'x' }, result: { a: 'x' } },
    {
      name: 'merges objects at any depth',
      old: { a: { b: { c: 1 } } },
      patch: { a: { b: { d: 2 } } },
      result: { a: { b: { c: 1, d: 2 } } },
    },
    {
      name: 'takes keys away by null at any depth',
      old: { a: { b: 1, c: 2 }, d: 3 },
      patch: { a: { b: null }, d: null },
      result: { a: { c: 2 } },
    },
    {
      name: 'keeps no null of a new object',
      old: {},
      patch: { a: { b: null, c: 1 } },
      result: { a: { c: 1 } },
    },
    { name: 'replaces lists', old: { a: [1, 2, 3] }, patch: { a: [4] }, result: { a: [4] } },
    { name: 'keeps null inside lists', old: {}, patch: { a: [null] }, result: { a: [null] } },
    { name: 'replaces an object by a value', old: { a: { b: 1 } }, patch: { a: 5 }, result: { a: 5 } },
    { name: 'replaces a value by an object', old: { a: 5 }, patch: { a: { b: 1 } }, result: { a: { b: 1 } } },
  ])('$name', ({ old, patch, result }) => {
    const merged = mergeMetadata({ ...empty, public_metadata: old }, { public_metadata: patch });
    expect(merged).toEqual({ ...empty, public_metadata: result });
  });

  it('leaves kinds alone that are not named, or are null', () => {
    const old = { public_metadata: { a: 1 }, private_metadata: { b: 1 }, unsafe_metadata: { c: 1 } };
    expect(mergeMetadata(old, { private_metadata: { d: 2 }, unsafe_metadata: null })).toEqual({
      ...old,
      private_metadata: { b: 1, d: 2 },
    });
  });

  it('takes __proto__ for a key like others', () => {
    const merged = mergeMetadata(empty, { public_metadata: JSON.parse('{"__proto__":{"tier":"admin"}}') });
    expect(Object.hasOwn(merged.public_metadata ?? {}, '__proto__')).toBe(true);
    expect(merged.public_metadata?.tier).toBeUndefined();
  });
});

describe('replacing metadata', () => {
  it('drops what a named kind had, and keeps null', () => {
    const old = { public_metadata: { a: 1 }, private_metadata: { b: 1 }, unsafe_metadata: { c: 1 } };
    expect(replaceMetadata(old, { public_metadata: { d: 2 }, unsafe_metadata: null })).toEqual({
      public_metadata: { d: 2 },
      private_metadata: { b: 1 },
      unsafe_metadata: null,
    });
  });
});

describe.each([mergeMetadata, replaceMetadata])('%s', (change) => {
  it.each([
    { name: 'another key', body: { tier: 'pro' }, code: 'form_param_unknown' },
    { name: 'a text', body: { public_metadata: 'pro' }, code: 'form_param_type_invalid' },
    { name: 'a list', body: { private_metadata: [] }, code: 'form_param_type_invalid' },
    {
      name: 'more than 8 KB in UTF-8',
      body: { public_metadata: { a: 'ä'.repeat(4093) } },
      code: 'form_param_exceeds_allowed_size',
    },
  ])('refuses $name', ({ body, code }) => {
    const refusal = expect.objectContaining({ status: 422, errors: [expect.objectContaining({ code })] });
    expect(() => change(empty, body)).toThrow(ClerkError);
    try {
      change(empty, body);
    } catch (error) {
      expect(error).toEqual(refusal);
    }
  });

  it('takes 8 KB', () => {
    expect(change(empty, { public_metadata: { a: 'ä'.repeat(4092) } }).public_metadata).toBeDefined();
  });
});
