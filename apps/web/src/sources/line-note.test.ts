import { describe, expect, it } from 'vitest';
import { noteAddress, noteRule } from './line-note.ts';

describe('an address', () => {
  it.each([
    'https://example.org/list.txt',
    'http://127.0.0.1:8080/list.txt',
    'https://raw.githubusercontent.com/o/r/main/list.txt',
    'https://github.com/o/r/releases/download/1/list.txt',
  ])('has nothing odd: %s', (address) => {
    expect(noteAddress(1, address)).toBeUndefined();
  });

  it.each([
    { address: 'https://', message: 'This is not a complete address.' },
    { address: 'https://exa mple.org/', message: 'An address has no spaces in it.' },
    { address: 'ftp://example.org/', message: 'Lists are fetched over https or http, not ftp.' },
    {
      address: 'https://a:b@example.org/',
      message: 'Addresses with a user name or a password in them are refused.',
    },
    {
      address: `https://example.org/${'a'.repeat(2048)}`,
      message: 'An address has at most 2048 characters.',
    },
  ])('is remarked upon: $message', ({ address, message }) => {
    expect(noteAddress(3, address)).toEqual({ line: 3, message });
  });

  it.each([
    {
      address: 'https://github.com/o/r/blob/main/a/list.txt',
      lines: ['https://raw.githubusercontent.com/o/r/main/a/list.txt'],
    },
    {
      address: 'https://gitlab.com/g/s/r/-/blob/main/list.txt',
      lines: ['https://gitlab.com/g/s/r/-/raw/main/list.txt'],
    },
    {
      address: 'https://example.org/a https://example.org/b',
      lines: ['https://example.org/a', 'https://example.org/b'],
    },
  ])('is mended: $address', ({ address, lines }) => {
    expect(noteAddress(1, address)?.fix?.lines).toEqual(lines);
  });
});

describe('a rule', () => {
  it.each([
    '||example.org^',
    'example.org',
    'example.org##.ad',
    '/banner/ads.txt',
    '0.0.0.0 example.org',
    'example.org/ads/banner.js',
    'http:',
    'https',
  ])('has nothing odd: %s', (text) => {
    expect(noteRule(1, text)).toBeUndefined();
  });

  it.each([
    { text: 'example.org/list.txt', address: 'https://example.org/list.txt' },
    {
      text: 'lists.example.org:8080/a/hosts.txt?x=1',
      address: 'https://lists.example.org:8080/a/hosts.txt?x=1',
    },
    { text: 'https:/example.org/a', address: 'https://example.org/a' },
    { text: 'htps:/example.org/a', address: 'https://example.org/a' },
    { text: 'http:example.org/a', address: 'http://example.org/a' },
    { text: 'https//example.org/a', address: 'https://example.org/a' },
  ])('reads like an address: $text', ({ text, address }) => {
    expect(noteRule(2, text)).toMatchObject({ line: 2, fix: { lines: [address] } });
  });
});
