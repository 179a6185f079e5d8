import { readRpzLine } from '../inputs/rpz-line.ts';
import { nameForm, requireForm } from './line-faults.ts';
import type { Target } from './target.ts';

export const bind: Target = {
  name: 'bind',
  software: 'BIND 9',
  versions: '9.11 and later',
  format: 'rpz',
  instructions: [
    'Save the list as <file>, add to named.conf, then rndc reload:',
    'options { response-policy { zone "blocklist.rpz"; }; };',
    'zone "blocklist.rpz" { type primary; file "<file>"; allow-query { none; }; };',
    '(before 9.16 the type is called master)',
  ].join('\n'),
  sources: [
    'https://bind9.readthedocs.io/en/latest/reference.html#response-policy-zone-rpz-rewriting',
    'https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00',
  ],
  check: requireForm(new RegExp(`^(?:\\*\\.)?${nameForm} CNAME (?:\\.|rpz-passthru\\.)$`)),
  judge: (line) =>
    readRpzLine(line, { origin: '', isOpen: false }) === undefined ? 'rule-syntax' : undefined,
};
