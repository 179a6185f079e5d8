import type { RefusalCode } from '../formats/refusal.ts';
import { nameForm, namesOfHostsRule, requireForm, withoutHashComment } from './line-faults.ts';
import type { Target } from './target.ts';

const checkName = requireForm(new RegExp(`^(?:\\*\\.)?${nameForm}$`));

/** It also reads hosts files, names of any case, and expressions between slashes. */
function judge(line: string): RefusalCode | undefined {
  const text = withoutHashComment(line.toLowerCase());
  if (text === '' || /^\/.+\/$/.test(text)) return undefined;
  for (const name of namesOfHostsRule(text) ?? [text]) {
    const code = checkName(name);
    if (code !== undefined) return code;
  }
  return undefined;
}

export const blocky: Target = {
  name: 'blocky',
  software: 'Blocky',
  versions: '0.23 and later',
  format: 'wildcard-domains',
  instructions: [
    'In config.yml, then restart Blocky:',
    'blocking:',
    '  denylists:',
    '    bloqr:',
    '      - <address>',
    '  clientGroupsBlock:',
    '    default:',
    '      - bloqr',
  ].join('\n'),
  sources: [
    'https://0xerr0r.github.io/blocky/latest/configuration/#sources',
    'https://github.com/0xERR0R/blocky/blob/main/lists/parsers/hosts.go',
    'https://github.com/0xERR0R/blocky/blob/main/cache/stringcache/wildcard_cache.go',
  ],
  check: checkName,
  judge,
};
