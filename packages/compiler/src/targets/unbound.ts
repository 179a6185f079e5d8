import { readUnboundLine } from '../inputs/unbound-line.ts';
import { nameForm, requireForm } from './line-faults.ts';
import type { Target } from './target.ts';

export const unbound: Target = {
  name: 'unbound',
  software: 'Unbound',
  versions: '1.6 and later',
  format: 'unbound',
  instructions:
    'Save the list as <file> and add to unbound.conf, outside every clause: include: "<file>". Then unbound-checkconf, and unbound-control reload.',
  sources: [
    'https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html#unbound-conf-local-zone',
    'https://github.com/NLnetLabs/unbound/blob/master/services/localzone.h',
  ],
  check: requireForm(
    new RegExp(
      `^local-(?:zone: "${nameForm}\\." always_(?:nxdomain|transparent)|data: "${nameForm}\\. (?:A 0\\.0\\.0\\.0|AAAA ::)")$`,
    ),
  ),
  judge: (line) => (readUnboundLine(line) === undefined ? 'rule-syntax' : undefined),
};
