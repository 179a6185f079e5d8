import type { RefusalCode } from '../formats/refusal.ts';
import { throughGravity } from './line-faults.ts';
import type { Target } from './target.ts';

/** `||name^`, in a list of exceptions `@@||name^`, or a name that has a dot. */
const rule = /^(?:(?:@@)?\|\|([a-z0-9._-]+)\^|([a-z0-9_-]+(?:\.[a-z0-9_-]+)+))$/;
/** The last label has at least two characters and no hyphen at its ends. */
const lastLabel = /(?:^|\.)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])$/;

export const pihole: Target = {
  name: 'pihole',
  software: 'Pi-hole',
  versions: '6 and later',
  format: 'adblock',
  instructions:
    'Lists: paste <address> into the field Address and press Add blocklist (Add allowlist for a list of exceptions only). Then Tools > Update Gravity, or pihole -g on the command line.',
  sources: [
    'https://docs.pi-hole.net/guides/misc/adlists/',
    'https://github.com/pi-hole/FTL/blob/master/src/tools/gravity-parseList.c',
    'https://github.com/pi-hole/FTL/pull/1579',
    'https://github.com/RPiList/specials/issues/233',
  ],
  names: {
    block({ name, scope }) {
      if (scope === 'below') return { refused: 'below-only' };
      if (scope === 'name-and-below') return { lines: [`||${name}^`], coversBelow: true };
      return name.includes('.') ? { lines: [name], coversBelow: false } : { refused: 'single-label' };
    },
    // Exceptions are read in lists that were added as allow lists only, rules that block in the others.
    allow({ name, scope }) {
      if (scope !== 'name-and-below') return { refused: 'exception-scope' };
      return { lines: [`@@||${name}^`], coversBelow: true };
    },
    allowsOnlyAlone: true,
  },
  check,
  // It also reads hosts rules with one name, and capitals.
  judge: (line) => check(throughGravity(line) ?? line),
};

function check(line: string): RefusalCode | undefined {
  const found = rule.exec(line);
  if (found === null) return 'rule-syntax';
  return lastLabel.test(found[1] ?? found[2] ?? '') ? undefined : 'last-label';
}
