import type { Format } from './format.ts';

/**
 * `*.name` for a name and what lies below it, `name` for the name alone, as Blocky reads them
 * (https://0xerr0r.github.io/blocky/latest/configuration/#sources).
 */
export const wildcardDomains: Format = {
  name: 'wildcard-domains',
  title: 'list of wildcard domains',
  extension: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '#',
  names: {
    block({ name, scope }) {
      if (scope === 'below') return { refused: 'below-only' };
      if (scope === 'name-and-below') return { lines: [`*.${name}`], coversBelow: true };
      return name.includes('.') ? { lines: [name], coversBelow: false } : { refused: 'single-label' };
    },
  },
};
