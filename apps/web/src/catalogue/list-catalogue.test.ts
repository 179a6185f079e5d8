import { describe, expect, it } from 'vitest';
import { classifyLine } from '../sources/classify-line.ts';
import { noteAddress } from '../sources/line-note.ts';
import { addAddresses, findLists } from './choose-lists.ts';
import { listCatalogue, listGroups } from './list-catalogue.data.ts';

describe('the catalogue', () => {
  it.each(listCatalogue)(
    'has of $name what a list needs',
    ({ address, homepage, licence, purpose, group }) => {
      expect(classifyLine(address).kind).toBe('address');
      expect(noteAddress(1, address)).toBeUndefined();
      expect(address).toMatch(/^https:/);
      expect(homepage).toMatch(/^https:/);
      expect(licence).not.toBe('');
      expect(purpose).toMatch(/\.$/);
      expect(listGroups).toContain(group);
    },
  );

  it('has each list once', () => {
    expect(new Set(listCatalogue.map(({ address }) => address)).size).toBe(listCatalogue.length);
    expect(new Set(listCatalogue.map(({ name }) => name)).size).toBe(listCatalogue.length);
  });

  it('is searched by words, in any order and case', () => {
    const names = (query: string) =>
      findLists(listCatalogue, query).flatMap(({ lists }) => lists.map(({ name }) => name));
    expect(names('LIGHT hagezi')).toEqual(['HaGeZi Multi Light']);
    expect(names("steven black's")).toEqual(['Steven Black’s unified hosts']);
    expect(names('')).toHaveLength(listCatalogue.length);
    expect(findLists(listCatalogue, 'no such list')).toEqual([]);
  });
});

describe('addresses that are added', () => {
  it.each([
    { text: '', added: ['https://a.example/'], expected: 'https://a.example/\n' },
    { text: '||a^', added: ['https://a.example/'], expected: '||a^\nhttps://a.example/\n' },
    {
      text: ' https://a.example/ \n\n',
      added: ['https://a.example/', 'https://b.example/'],
      expected: ' https://a.example/\nhttps://b.example/\n',
    },
    { text: 'https://a.example/', added: ['https://a.example/'], expected: 'https://a.example/' },
  ])('to $text stand below it, each once', ({ text, added, expected }) => {
    expect(addAddresses(text, added)).toBe(expected);
  });
});
