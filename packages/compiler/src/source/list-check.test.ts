import { describe, expect, it } from 'vitest';
import { ListCheck } from './list-check.ts';

function check(content: string | readonly number[], chunkBytes: number): string | undefined {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content);
  const listCheck = new ListCheck();
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const other = listCheck.accept(bytes.subarray(at, at + chunkBytes));
    if (other !== undefined) return other;
  }
  return undefined;
}

describe.each([1, 7, 4096])('ListCheck, with chunks of %d bytes', (chunkBytes) => {
  it.each([
    ['a page', '<!DOCTYPE html><title>404</title>', 'a web page'],
    ['a page without doctype', '<html lang="en">', 'a web page'],
    ['a page behind a byte order mark and white space', '\ufeff\r\n \t<HTML>', 'a web page'],
    ['a page behind a comment', '<!-- c --> <!---->\n<!doctype html>', 'a web page'],
    ['XHTML', '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC', 'a web page'],
    ['a JSON object', ' {"message": "Not Found"}', 'a JSON document'],
    ['an empty JSON object', '{}', 'a JSON document'],
    ['a JSON array', '[\n  {"a": 1}]', 'a JSON document'],
    ['a NUL byte', 'a\0b', 'binary data'],
    ['a NUL byte at the end of the first KiB', `${'a'.repeat(1023)}\0`, 'binary data'],
    ['UTF-16', [0xff, 0xfe, 0x61, 0, 0x0a, 0], 'binary data'],
    ['gzip', [0x1f, 0x8b, 8, 0], 'a gzip file'],
    ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard file'],
    ['zip', 'PK\x03\x04', 'a zip file'],
    ['PDF', '%PDF-1.7', 'a PDF file'],
  ])('recognises %s', (_name, content, expected) => {
    expect(check(content, chunkBytes)).toBe(expected);
  });

  it.each([
    ['nothing', ''],
    ['rules', '||example.org^\n'],
    ['comments', '! <html>\n# <!doctype html>\n'],
    ['other angle brackets', '<htm\n<!-- c -->\n'],
    ['the head of a list', '[Adblock Plus 2.0]\n'],
    ['brackets', '[::1] a.example\n'],
    ['a brace', '{a}\n'],
    ['a comment of HTML without an end', `<!--${'-'.repeat(2000)}`],
    ['text that is not UTF-8', [0xe9, 0x0a, 0xff, 0x0a]],
    ['a NUL byte behind the first KiB', `${'a'.repeat(1024)}\0`],
    ['what only starts like an archive', 'PK\nPDF-\n(\n'],
  ])('takes %s for a list', (_name, content) => {
    expect(check(content, chunkBytes)).toBeUndefined();
  });
});
