import { describe, expect, it } from 'vitest';
import { failureOf, readerOptions } from '../../test/source-reading.ts';
import { compile } from '../compile.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { createSourceReader } from '../source/create-source-reader.ts';
import { decodeUtf8 } from '../text/utf8.ts';

/** Compiles the texts, each a source named by its key, and gives the lines of the result without comments. */
async function rulesOf(level: Partial<Configuration>, texts: Readonly<Record<string, string>>) {
  const reader = createSourceReader(readerOptions({ preFetchedContent: new Map(Object.entries(texts)) }));
  const sources = Object.keys(texts).map((source) => ({ source }));
  const { rules } = await compile({ name: 'x', sources, ...level }, { reader });
  const text = Array.from(rules(), (chunk) => decodeUtf8(chunk)).join('');
  return text.split('\n').filter((line) => !line.startsWith('!'));
}

interface Case {
  readonly name: string;
  readonly level: Partial<Configuration>;
  readonly input: readonly string[];
  readonly expected: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'Compress keeps a hosts rule without a name',
    level: { transformations: ['Compress'] },
    input: ['a.org', '127.0.0.1  # router', 'b.org'],
    expected: ['||a.org^', '127.0.0.1  # router', '||b.org^'],
  },
  {
    name: 'Compress and Validate drop a hosts rule without a name',
    level: { transformations: ['Compress', 'Validate'] },
    input: ['a.org', '127.0.0.1  # router', 'b.org'],
    expected: ['||a.org^', '||b.org^'],
  },
  {
    name: 'RemoveModifiers keeps a lone exception mark',
    level: { transformations: ['RemoveModifiers'] },
    input: ['a.org', '@@', 'b.org'],
    expected: ['a.org', '@@', 'b.org'],
  },
  {
    name: 'RemoveModifiers keeps values with equals signs and commas, cosmetic rules and a lone dollar',
    level: { transformations: ['RemoveModifiers'] },
    input: [
      '||a.org^$dnsrewrite=NOERROR;TXT;k=v',
      '||b.org^$all,ctag=a\\,b',
      'c.org##div[a$="all"]',
      '||d.org^$',
    ],
    expected: [
      '||a.org^$dnsrewrite=NOERROR;TXT;k=v',
      '||b.org^$ctag=a\\,b',
      'c.org##div[a$="all"]',
      '||d.org^$',
    ],
  },
  {
    name: 'ConvertToAscii never makes a rule for a whole site of one for a part of it',
    level: { transformations: ['ConvertToAscii', 'Validate'] },
    input: ['a.org#?#div:contains(Реклама.ё)', '||b.org/бет/*_728.gif', '||ё.org^'],
    expected: ['||xn--61a.org^'],
  },
  {
    name: 'Compress loses no names to one that Validate refuses at the same level',
    level: { transformations: ['Compress', 'Validate'] },
    input: ['0.0.0.0 com', '0.0.0.0 a.com', '0.0.0.0 localhost local', 'b.local'],
    expected: ['||a.com^', '||b.local^'],
  },
  {
    name: 'Compress of a source loses no names to one that Validate refuses at the top',
    level: {
      sources: [{ source: 'a', transformations: ['Compress'] }],
      transformations: ['Validate'],
    },
    input: ['0.0.0.0 com', '0.0.0.0 a.com'],
    expected: ['||a.com^'],
  },
  {
    name: 'Compress loses no names to a refused one that repeats a rule',
    level: {
      sources: [{ source: 'a', transformations: ['Compress', 'Deduplicate'] }],
      transformations: ['Validate'],
    },
    input: ['||COM^', '0.0.0.0 COM', '0.0.0.0 x.COM'],
    expected: ['||x.COM^'],
  },
  {
    name: 'names of object prototypes are names',
    level: { transformations: ['Compress', 'Deduplicate'] },
    input: ['0.0.0.0 constructor', 'toString', '__proto__', 'valueOf'],
    expected: ['||constructor^', 'toString', '__proto__', 'valueOf'],
  },
];

describe('what HostlistCompiler gets wrong is right', () => {
  it.each(cases)('$name', async ({ level, input, expected }) => {
    expect(await rulesOf(level, { a: input.join('\n') })).toEqual(expected);
  });

  it('a list that includes itself ends, with an error', async () => {
    const texts = { 'https://a.org/list.txt': 'a.org\n!#include list.txt' };
    const { code } = await failureOf(rulesOf({}, texts));
    expect(code).toBe('include-limit');
  });

  it('a line break in a name puts no rule into the list', async () => {
    const evil = 'x\n||evil.org^';
    const level = { name: evil, description: evil, sources: [{ source: 'a', name: evil }] };
    const reader = createSourceReader(readerOptions({ preFetchedContent: new Map([['a', 'good.org']]) }));
    const { text } = await compile(level, { reader });
    const lines = Array.from(text(new Date(0)), (chunk) => decodeUtf8(chunk))
      .join('')
      .split('\n');
    expect(lines.filter((line) => !line.startsWith('!'))).toEqual(['good.org']);
  });

  it('a regular expression made to hang a compile does not', async () => {
    const start = performance.now();
    const lines = [`${'a'.repeat(20_000)}!`, 'good.org'];
    expect(await rulesOf({ exclusions: ['/^(a+)+$/', '/(a|aa)+$/'] }, { a: lines.join('\n') })).toEqual(
      lines,
    );
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('equal hashes', () => {
  /** Two names with the same 32-bit FNV-1a hash, read from the right. */
  const [first, second] = ['gnirratsoc', 'diuqil'] as const;

  it('make no duplicates of different rules', async () => {
    const input = [first, second, `||${first}^`, `||${second}^`];
    expect(await rulesOf({ transformations: ['Deduplicate'] }, { a: input.join('\n') })).toEqual(input);
  });

  it('make no parents of different names', async () => {
    const input = [`0.0.0.0 ${first}`, `a.${second}`, `b.${first}`, `0.0.0.0 x.${second}`];
    expect(await rulesOf({ transformations: ['Compress'] }, { a: input.join('\n') })).toEqual([
      `||${first}^`,
      `||a.${second}^`,
      `||x.${second}^`,
    ]);
  });
});
