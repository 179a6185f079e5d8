import type { Format } from './format.ts';

/**
 * Options of dnsmasq (https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html). `local=/name/` answers that neither the
 * name nor anything below it exists; of such options the most specific one counts, and `server=/name/#` asks the usual
 * servers. `*.` leaves the name itself out, since 2.86. `host-record` is for one name.
 */
export const dnsmasq: Format = {
  name: 'dnsmasq',
  title: 'dnsmasq configuration',
  extension: 'conf',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: '#',
  names: {
    block({ name, scope }) {
      if (scope === 'name') return { lines: [`host-record=${name},0.0.0.0,::`], coversBelow: false };
      return { lines: [`local=/${scope === 'below' ? '*.' : ''}${name}/`], coversBelow: true };
    },
    allow({ name, scope }) {
      if (scope === 'name') return { refused: 'exception-scope' };
      return { lines: [`server=/${scope === 'below' ? '*.' : ''}${name}/#`], coversBelow: true };
    },
  },
};
