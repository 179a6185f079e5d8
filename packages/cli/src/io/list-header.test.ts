import { expect, it } from 'vitest';
import { findListHeader } from './list-header.ts';

const date = '2026-01-31T12:00:00.000Z';
const header = `!\n! Title: Ünïcode\n! Last modified: ${date}\n!\n! Compiled by bloqr 1\n!`;

it.each([
  { name: 'with rules', text: `${header}\n||example.org^\n` },
  { name: 'without rules', text: header },
  { name: 'of a hosts file', text: `${header.replaceAll('!', '#')}\n0.0.0.0 example.org\n` },
  {
    name: 'of a zone',
    text: `${header.replaceAll('!', ';').slice(0, -1)}$TTL 300\n@ NS a.\n;\nexample.org CNAME .\n`,
  },
  { name: 'with a title that looks like its end', text: header.replace('Ünïcode', '! Compiled by x') },
])('finds the header $name', ({ text }) => {
  const bytes = Buffer.from(text);
  const found = findListHeader(bytes);
  const headerBytes = Buffer.byteLength(text.replace(/\n[^\n]*example\.org.*/s, ''));
  expect(found).toEqual({ date, endOffset: headerBytes });
});

it.each([
  { name: 'nothing', text: '' },
  { name: 'a list without one', text: '||example.org^\n' },
  { name: 'a header that is cut off', text: header.slice(0, -1) },
  { name: 'a header without its last line', text: `${header.slice(0, -2)}\n||example.org^\n!\n` },
  { name: 'another form of date', text: header.replace(date, 'Sat, 31 Jan 2026') },
])('finds no header in $name', ({ text }) => {
  expect(findListHeader(Buffer.from(text))).toBeUndefined();
});
