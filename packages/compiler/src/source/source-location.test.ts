import { describe, expect, it } from 'vitest';
import { locateSource, nameOfLocation } from './source-location.ts';

function describeLocation(reference: string): string {
  const location = locateSource(reference);
  return location === undefined ? 'none' : `${location.kind} ${nameOfLocation(location)}`;
}

describe('locateSource', () => {
  it.each([
    ['https://example.org/list.txt', 'url https://example.org/list.txt'],
    ['HTTP://Example.org#part', 'url http://example.org/'],
    ['ftp://example.org/list.txt', 'url ftp://example.org/list.txt'],
    ['//example.org/list.txt', 'url //example.org/list.txt'],
    ['list.txt', 'file list.txt'],
    ['./list.txt', 'file ./list.txt'],
    ['../a/b/list.txt', 'file ../a/b/list.txt'],
    ['/etc/hosts', 'file /etc/hosts'],
    ['C:\\lists\\ads.txt', 'file C:\\lists\\ads.txt'],
    ['https:list.txt', 'file https:list.txt'],
    ['mailto:me', 'file mailto:me'],
    ['', 'file '],
    ['-', 'standard-input -'],
    ['./-', 'file ./-'],
    ['file:///lists/my%20list.txt', 'file /lists/my list.txt'],
    ['FILE://localhost/lists/a.txt', 'file /lists/a.txt'],
    ['file:///C:/lists/a.txt', 'file C:/lists/a.txt'],
    ['file://server/lists/a.txt', 'none'],
    ['file:///a%2Fb', 'none'],
    ['file:///a%5cb', 'none'],
    ['file:///a%ff', 'none'],
  ])('takes %j for %s', (reference, expected) => {
    expect(describeLocation(reference)).toBe(expected);
  });
});
