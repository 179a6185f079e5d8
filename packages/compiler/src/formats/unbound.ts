import type { Format } from './format.ts';

/**
 * Local zones and local data of unbound
 * (https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html#unbound-conf-local-zone). The most specific zone
 * counts. Data for a name alone make a zone of type transparent, so that what lies below it is asked for as usual.
 */
export const unbound: Format = {
  name: 'unbound',
  title: 'unbound configuration',
  extension: 'conf',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '#',
  preamble: () => ['server:'],
  names: {
    block({ name, scope, isImportant }) {
      if (scope === 'below') return { refused: 'below-only' };
      // Below an exception, data would not be looked at.
      if (scope === 'name' && isImportant) return { refused: 'important-name' };
      if (scope === 'name-and-below') {
        return { lines: [`local-zone: "${name}." always_nxdomain`], coversBelow: true };
      }
      const lines = [`local-data: "${name}. A 0.0.0.0"`, `local-data: "${name}. AAAA ::"`];
      return { lines, coversBelow: false };
    },
    allow({ name, scope }) {
      if (scope !== 'name-and-below') return { refused: 'exception-scope' };
      return { lines: [`local-zone: "${name}." always_transparent`], coversBelow: true };
    },
  },
};
