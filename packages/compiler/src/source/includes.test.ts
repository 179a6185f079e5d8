import { describe, expect, it } from 'vitest';
import { resolveInclude } from './includes.ts';
import { locateSource, nameOfLocation, type SourceLocation } from './source-location.ts';

/** The name of what is included, or why it is refused, in a list that includes one after the other. */
function resolve(list: string, ...references: string[]): string {
  let location = locateSource(list);
  for (const reference of references) {
    const decision = resolveInclude(location as SourceLocation, reference);
    if (!decision.isResolved) return `refused: ${decision.detail}`;
    location = decision.location;
  }
  return nameOfLocation(location as SourceLocation);
}

const url = 'https://example.org/lists/ads.txt';

describe('resolveInclude', () => {
  it.each([
    ['more.txt', 'https://example.org/lists/more.txt'],
    ['./sub/more.txt', 'https://example.org/lists/sub/more.txt'],
    ['../more.txt', 'https://example.org/more.txt'],
    ['../../../more.txt', 'https://example.org/more.txt'],
    ['/more.txt', 'https://example.org/lists/more.txt'],
    ['\\\\evil.example\\more.txt', 'https://example.org/lists/evil.example/more.txt'],
    ['more.txt?a=1#part', 'https://example.org/lists/more.txt?a=1'],
    ['@evil.example', 'https://example.org/lists/@evil.example'],
    ['data:text/plain,a', 'https://example.org/lists/data:text/plain,a'],
    ['-', 'https://example.org/lists/-'],
    ['https://example.org/other.txt', 'https://example.org/other.txt'],
    ['HTTPS://EXAMPLE.ORG:443/other.txt#part', 'https://example.org/other.txt'],
    ['http://example.org/other.txt', 'refused: it has another origin than the list itself'],
    ['https://example.org:8443/other.txt', 'refused: it has another origin than the list itself'],
    ['https://example.org.evil.example/', 'refused: it has another origin than the list itself'],
    ['file:///etc/passwd', 'refused: it has another origin than the list itself'],
    ['//example.org/other.txt', 'refused: it is not a complete URL'],
    ['https://', 'refused: it is not a complete URL'],
    ['', 'refused: it names no file'],
  ])('resolves %j from a remote list to %s', (reference, expected) => {
    expect(resolve(url, reference)).toBe(expected);
  });

  it('starts from the directory of the path, whatever the query of the list is', () => {
    expect(resolve('https://example.org/lists/ads.txt?from=/a/b', 'more.txt')).toBe(
      'https://example.org/lists/more.txt',
    );
    expect(resolve('https://example.org', 'more.txt')).toBe('https://example.org/more.txt');
  });

  it.each([
    ['more.txt', 'lists/more.txt'],
    ['./sub//more.txt', 'lists/sub/more.txt'],
    ['sub/../more.txt', 'lists/more.txt'],
    ['/more.txt', 'lists/more.txt'],
    ['more list.txt#part', 'lists/more list.txt#part'],
    ['-', 'lists/-'],
    ['../secret.txt', 'refused: it leaves the directory of the list'],
    ['sub/../../secret.txt', 'refused: it leaves the directory of the list'],
    ['..\\secret.txt', 'refused: it leaves the directory of the list'],
    ['/../../etc/passwd', 'refused: it leaves the directory of the list'],
    ['.', 'refused: it names no file'],
    ['sub/..', 'refused: it names no file'],
    ['https://example.org/more.txt', 'refused: a local list may not include a URL'],
    ['file:///etc/passwd', 'refused: a local list may not include a URL'],
  ])('resolves %j from a local list in a directory to %s', (reference, expected) => {
    expect(resolve('lists/ads.txt', reference)).toBe(expected);
  });

  it.each([
    ['more.txt', 'more.txt'],
    ['sub/more.txt', 'sub/more.txt'],
    ['https://example.org/more.txt', 'https://example.org/more.txt'],
    ['../secret.txt', 'refused: it leaves the directory of the list'],
    ['/etc/passwd', 'refused: it leaves the directory of the list'],
    ['\\etc\\passwd', 'refused: it leaves the directory of the list'],
    ['C:\\secret.txt', 'refused: it leaves the directory of the list'],
    ['./c:/secret.txt', 'refused: it leaves the directory of the list'],
    ['file:///etc/passwd', 'refused: a list may not include a file: URL'],
  ])('resolves %j from a local list without directory to %s', (reference, expected) => {
    expect(resolve('ads.txt', reference)).toBe(expected);
  });

  it('keeps nested includes inside the directory of the first list', () => {
    expect(resolve('lists/ads.txt', 'sub/a.txt', '../b.txt')).toBe('lists/b.txt');
    expect(resolve('lists/ads.txt', 'sub/a.txt', '../../b.txt')).toMatch('refused: it leaves');
    expect(resolve('../lists/ads.txt', '../b.txt')).toMatch('refused: it leaves');
    expect(resolve('ads.txt', 'sub/a.txt', 'https://example.org/b.txt')).toMatch('refused: a local list');
  });

  it('lets standard input include URLs only', () => {
    expect(resolve('-', 'https://example.org/a.txt', 'b.txt')).toBe('https://example.org/b.txt');
    expect(resolve('-', 'b.txt')).toBe('refused: a list on standard input has no directory');
  });
});
