import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodePorts, readLines } from '../../test/source-reading.ts';

/** HostlistCompiler's own way to load a source; called, never read. */
const oracle: {
  readonly FiltersDownloader: {
    download(path: string, defined: object, options: { allowEmptyResponse: boolean }): Promise<string[]>;
  };
} = createRequire(createRequire(import.meta.url).resolve('@adguard/hostlist-compiler'))(
  '@adguard/filters-downloader',
);

const failed = 'failed';
const linesOrFailed = (lines: Promise<string[]>) => lines.catch(() => failed);

/** Each with one include at most: HostlistCompiler fetches them at once and loses track of the second that fails. */
const cases: readonly [string, Readonly<Record<string, string>>][] = [
  ['a plain include', { list: 'a\n!#include b\nc', b: '\n x  \r\ny\n\n' }],
  ['an include written together', { list: '!#includeb', b: 'x' }],
  ['an include with a tab and spaces', { list: '!#include\t ./b  ', b: 'x' }],
  ['an include with a slash at its start', { list: '!#include /d/b', 'd/b': 'x' }],
  ['a way down and up', { list: '!#include d/../b', 'd/c': '', b: 'x' }],
  ['a nested include', { list: 'a\n!#include d/b\nc', 'd/b': '1\n!#include c\n3', 'd/c': '2' }],
  ['a nested include one directory up', { list: '!#include d/b', 'd/b': '!#include ../c', c: 'x' }],
  ['an empty include', { list: 'a\n!#include b\nc', b: '' }],
  ['an include of white space', { list: 'a\n!#include b\nc', b: ' \n\t\n' }],
  ['an include of nothing taken', { list: 'a\n!#include b\nc', b: '!#if x\ny\n!#endif' }],
  [
    'conditions around an include',
    { list: '!#if true\n!#include b\n!#else\n!#include gone\n!#endif', b: 'x' },
  ],
  ['a condition not ended in the include', { list: '!#if true\n!#include b\n!#endif', b: '!#if true\nx' }],
  ['a missing include', { list: '!#include gone' }],
  ['an include of a directory', { list: '!#include d', 'd/b': '' }],
  ['an include without a name', { list: '!#include ' }],
  ['a name with a comment behind it', { list: '!#include b # c', b: 'x' }],
  ['a name in quotes', { list: '!#include "b"', b: 'x' }],
  ['an include of a URL', { list: '!#include https://list.invalid/b' }],
  ['what is no include', { list: ' !#include b\n!#INCLUDE b\n! #include b', b: 'x' }],
  ['a patch in the first line', { list: '! Diff-Path: own\n!#include b', b: '! Diff-Path: x\ny' }],
  ['nothing but a patch', { list: 'a\n!#include b', b: '! Diff-Path: x' }],
  ['a patch in line 50', { list: '!#include b', b: `${'x\n'.repeat(49)}! Diff-Path: x` }],
  ['a patch in line 51', { list: '!#include b', b: `${'x\n'.repeat(50)}! Diff-Path: x` }],
  ['a patch behind white space', { list: '!#include b', b: 'a\n \u00a0\t! Diff-Path: x\ny' }],
  ['what is no patch', { list: '!#include b', b: 'a\n!Diff-Path: x\n! diff-path: x\n! x ! Diff-Path: x' }],
  [
    'a patch behind lines not taken',
    { list: '!#include b', b: `!#if x\n${'x\n'.repeat(60)}!#endif\n! Diff-Path: x\ny` },
  ],
  [
    'a patch behind an include',
    { list: '!#include b', b: '!#include c\n! Diff-Path: x', c: 'x\n'.repeat(60) },
  ],
  ['a patch in a nested include', { list: '!#include b', b: 'x\n!#include c', c: '! Diff-Path: x\ny' }],
  ['an empty list', { list: '' }],
  ['a list of white space', { list: ' \ufeff\n\t' }],
  ['mixed line ends', { list: '\ufeffa\r\nb\rc\n\n\r\n \nd\v\f\n' }],
];

describe('includes compared with HostlistCompiler', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'includes-'));
    for (const [index, [, files]] of cases.entries()) {
      for (const [name, text] of Object.entries(files)) {
        const path = join(directory, String(index), name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      }
    }
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each(cases.map(([name], index) => [name, index] as const))(
    'give the same for %s',
    async (_name, index) => {
      const path = join(directory, String(index), 'list');
      const expected = await linesOrFailed(
        oracle.FiltersDownloader.download(path, {}, { allowEmptyResponse: true }),
      );
      const own = await linesOrFailed(readLines(path, { ports: nodePorts }).then(({ lines }) => lines));
      expect(own).toEqual(expected);
    },
  );
});
