import { readDnsmasqLine } from '../inputs/dnsmasq-line.ts';
import { nameForm, requireForm } from './line-faults.ts';
import type { Target } from './target.ts';

export const dnsmasq: Target = {
  name: 'dnsmasq',
  software: 'dnsmasq',
  versions: '2.86 and later',
  format: 'dnsmasq',
  instructions:
    'Save the list as <file> and name it in /etc/dnsmasq.conf: conf-file=<file>. Then restart dnsmasq.',
  sources: [
    'https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html',
    'https://github.com/imp/dnsmasq/commit/5e95c16c322afde473c2838d64700e6363df3e40',
  ],
  check: requireForm(
    new RegExp(
      `^(?:local=/(?:\\*\\.)?${nameForm}/|server=/(?:\\*\\.)?${nameForm}/#|host-record=${nameForm},0\\.0\\.0\\.0,::)$`,
    ),
  ),
  judge: (line) => (readDnsmasqLine(line) === undefined ? 'rule-syntax' : undefined),
};
