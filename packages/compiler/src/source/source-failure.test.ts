import { describe, expect, it } from 'vitest';
import { describeSource, summarizeCause } from './source-failure.ts';

describe('describeSource', () => {
  it.each([
    ['https://example.org/a/list.txt', 'https://example.org/a/list.txt'],
    ['https://me:secret@example.org:8443/list.txt?token=secret#secret', 'https://example.org:8443/list.txt'],
    ['ftp://me:secret@example.org/list.txt?token=secret', 'ftp://example.org/list.txt'],
    ['//me:secret@example.org/list.txt?secret', '//example.org/list.txt'],
    ['https://me:sec/ret@exa mple.org/?secret', 'https://exa mple.org/'],
    ['lists/ads.txt', 'lists/ads.txt'],
    ['a\nb\u2028c\u202ed\u0000', 'a?b?c?d?'],
    ['a'.repeat(300), `${'a'.repeat(200)}…`],
  ])('shows %j as %j', (name, expected) => {
    expect(describeSource(name)).toBe(expected);
  });
});

describe('summarizeCause', () => {
  it.each([
    ['the code of a system error', Object.assign(new Error('open /a'), { code: 'EACCES' }), 'EACCES'],
    [
      'the code of its cause',
      new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } }),
      'ECONNREFUSED',
    ],
    ['a message', new Error('Network connection\nlost.'), 'Network connection lost.'],
    ['no message with a URL', new Error('bad https://example.org/?secret'), 'no answer'],
    ['nothing of what is no error', 'secret', 'no answer'],
    ['nothing of null', null, 'no answer'],
  ])('gives %s', (_name, error, expected) => {
    expect(summarizeCause(error)).toBe(expected);
  });
});
