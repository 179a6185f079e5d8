import { describe, expect, it } from 'vitest';
import { parseStrictJson, readMember } from './strict-json.ts';

const parse = (text: string, depthMax = 4) => parseStrictJson(new TextEncoder().encode(text), depthMax);

it.each([
  '{}',
  ' {"a" : [1, {"a": 2}, {"a": 3}], "b": {"a": "b"}} ',
  '{"a":"\\"b\\":{\\\\","b":"}{][,:"}',
  '{"a":{"x":1},"b":{"x":1}}',
  '{"":1," ":2}',
  '{"__proto__":{"a":1},"constructor":2}',
])('reads %s as JSON.parse does', (text) => {
  expect(parse(text)).toEqual(JSON.parse(text));
});

it.each([
  { name: 'no object', text: '[]' },
  { name: 'null', text: 'null' },
  { name: 'a string', text: '"a"' },
  { name: 'nothing', text: '' },
  { name: 'a trailing comma', text: '{"a":1,}' },
  { name: 'something after it', text: '{}x' },
  { name: 'two of them', text: '{}{}' },
  { name: 'NaN', text: '{"a":NaN}' },
  { name: 'a byte order mark', text: '\uFEFF{}' },
  { name: 'a name twice', text: '{"a":1,"a":1}' },
  { name: 'a name twice, once with an escape', text: '{"sub":1,"\\u0073ub":2}' },
  { name: 'a name twice, far apart', text: '{"a":1,"b":[{"a":1}],"c":{"a":{}},"a":2}' },
  { name: 'a name twice, deep inside', text: '{"a":[{"b":1,"b":2}]}' },
  { name: 'a name with a backslash twice', text: '{"\\\\":1,"\\\\":2}' },
  { name: '__proto__ twice', text: '{"__proto__":1,"__proto__":2}' },
  { name: 'more levels than allowed', text: '{"a":[[[[]]]]}' },
])('refuses $name', ({ text }) => {
  expect(parse(text)).toBeUndefined();
});

it('refuses bytes that are not UTF-8', () => {
  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xe2, 0x82]]) {
    expect(
      parseStrictJson(new Uint8Array([0x7b, 0x22, ...bytes, 0x22, 0x3a, 0x31, 0x7d]), 4),
    ).toBeUndefined();
  }
});

it('reads as deep as allowed, without a stack of calls', () => {
  const text = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(parse(text, 100_001)).toBeDefined();
  expect(parse(text, 100_000)).toBeUndefined();
});

describe('a member', () => {
  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('is never inherited: %s', (name) => {
    expect(readMember({}, name)).toBeUndefined();
    expect(readMember(parse(`{"${name}":1}`) ?? {}, name)).toBe(1);
  });
});
