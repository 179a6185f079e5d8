import type { RefusalCode } from '../formats/refusal.ts';
import { throughGravity } from './line-faults.ts';
import type { Target } from './target.ts';

const lastLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

export const pihole5: Target = {
  name: 'pihole-5',
  software: 'Pi-hole',
  versions: '5',
  format: 'domains',
  instructions:
    'Group Management > Adlists: paste <address> into the field Address and press Add. Then Tools > Update Gravity, or pihole -g on the command line.',
  sources: [
    'https://docs.pi-hole.net/guides/misc/adlists/',
    'https://github.com/pi-hole/pi-hole/issues/5258',
    'https://github.com/hagezi/dns-blocklists/issues/10546',
  ],
  check,
  // It also reads hosts rules with one name, and capitals.
  judge: (line) => check(throughGravity(line) ?? line),
};

function check(line: string): RefusalCode | undefined {
  const labels = line.split('.');
  const last = labels.pop() ?? '';
  if (labels.length === 0) return 'single-label';
  if (labels.some((label) => /^-|-$/.test(label))) return 'hyphen';
  if (labels.some((label) => /^_|_$/.test(label))) return 'underscore';
  if (!labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label))) return 'rule-syntax';
  return lastLabel.test(last) ? undefined : 'last-label';
}
