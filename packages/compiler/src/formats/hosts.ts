import type { Format } from './format.ts';

/**
 * A hosts file with the unspecified address (https://man7.org/linux/man-pages/man5/hosts.5.html). It knows whole names
 * only.
 */
export const hosts: Format = {
  name: 'hosts',
  title: 'hosts file',
  extension: 'txt',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '#',
  names: {
    block({ name, scope }) {
      if (scope === 'below') return { refused: 'below-only' };
      const written = { lines: [`0.0.0.0 ${name}`], coversBelow: false };
      return scope === 'name' ? written : { ...written, narrowed: 'narrowed-to-name' };
    },
  },
};
