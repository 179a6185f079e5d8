import { describe, expect, it } from 'vitest';
import { type Draft, emptyDraft } from './draft.ts';
import { loadDraft, saveDraft, type TextStore } from './draft-store.ts';

/** A store of the browser, of at most so many characters. */
function createStore(lengthMax = 5_000_000, values = new Map<string, string>()): TextStore {
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > lengthMax) throw new DOMException('full', 'QuotaExceededError');
      values.set(key, value);
    },
  };
}

const draft: Draft = {
  name: 'Mine',
  text: 'https://example.org/a.txt\n<script>',
  files: [{ name: 'a.txt', text: '||a.example^\n' }],
  leavesOutFailing: true,
  place: 'browser',
  target: 'pihole',
  transformations: ['InvertAllow', 'Deduplicate'],
};

describe('a draft', () => {
  it('comes back as it was', () => {
    const store = createStore();
    expect(saveDraft(store, draft)).toBe('everything');
    expect(loadDraft(store)).toEqual(draft);
  });

  it('comes back without its files where they are too large', () => {
    const store = createStore(1000);
    const large = { ...draft, files: [{ name: 'a.txt', text: 'x'.repeat(2000) }] };
    expect(saveDraft(store, large)).toBe('without-files');
    expect(loadDraft(store)).toEqual({ ...draft, files: [] });
  });

  it('is not kept where nothing is', () => {
    expect(saveDraft(createStore(1), draft)).toBe('nothing');
  });

  it.each([
    { name: 'nothing', stored: undefined },
    { name: 'no JSON', stored: '{' },
    { name: 'a list', stored: '[1]' },
    { name: 'null', stored: 'null' },
    { name: 'other kinds', stored: '{"name":1,"text":{},"files":"x","target":null,"transformations":{}}' },
  ])('is the empty one where the store has $name', ({ stored }) => {
    const values = new Map(stored === undefined ? [] : [['bloqr.draft', stored]]);
    expect(loadDraft(createStore(1, values))).toEqual(emptyDraft);
  });

  it('leaves out what no page of today knows', () => {
    const stored = '{"transformations":["Compress","Explode"],"files":[{"name":"a"},null]}';
    expect(loadDraft(createStore(1, new Map([['bloqr.draft', stored]])))).toMatchObject({
      transformations: ['Compress'],
      files: [],
    });
  });

  it('is the empty one where the browser forbids the store', () => {
    const forbidden: TextStore = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
      setItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
    };
    expect(loadDraft(forbidden)).toEqual(emptyDraft);
    expect(saveDraft(forbidden, draft)).toBe('nothing');
  });
});
