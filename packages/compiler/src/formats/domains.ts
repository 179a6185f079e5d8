import type { Format } from './format.ts';

/** A name on each line, meant exactly. */
export const domains: Format = {
  name: 'domains',
  title: 'list of domains',
  extension: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '#',
  names: {
    block({ name, scope }) {
      if (scope === 'below') return { refused: 'below-only' };
      // A line without a dot would be read as something else by nearly everything.
      if (!name.includes('.')) return { refused: 'single-label' };
      const written = { lines: [name], coversBelow: false };
      return scope === 'name' ? written : { ...written, narrowed: 'narrowed-to-name' };
    },
  },
};
