import { describe, expect, it } from 'vitest';
import type { TextStore } from '../draft/draft-store.ts';
import { Theme } from './theme.ts';

const forbidden = (): never => {
  throw new DOMException('x', 'SecurityError');
};

function createStore(kept?: string): TextStore & { readonly values: Map<string, string> } {
  const values = new Map(kept === undefined ? [] : [['bloqr.theme', kept]]);
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

describe('the theme', () => {
  it.each([
    { kept: undefined, shown: undefined },
    { kept: 'system', shown: undefined },
    { kept: 'dark', shown: 'dark' },
    { kept: 'light', shown: 'light' },
    { kept: '"><script>', shown: undefined },
  ])('begins as it was kept: $kept', ({ kept, shown }) => {
    const root = { dataset: { theme: 'dark' } as DOMStringMap };
    new Theme(root, createStore(kept));
    expect(root.dataset.theme).toBe(shown);
  });

  it('is shown and kept when it is chosen', () => {
    const root = { dataset: {} as DOMStringMap };
    const store = createStore();
    const theme = new Theme(root, store);
    theme.choose('dark');
    expect([theme.choice(), root.dataset.theme, store.values.get('bloqr.theme')]).toEqual([
      'dark',
      'dark',
      'dark',
    ]);
    theme.choose('system');
    expect([root.dataset.theme, store.values.get('bloqr.theme')]).toEqual([undefined, 'system']);
  });

  it('can be chosen where nothing can be kept', () => {
    const root = { dataset: {} as DOMStringMap };
    const theme = new Theme(root, { getItem: forbidden, setItem: forbidden });
    theme.choose('light');
    expect(root.dataset.theme).toBe('light');
  });
});
