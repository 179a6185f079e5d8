import { nameForm, requireForm } from './line-faults.ts';
import type { Target } from './target.ts';

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
  check: requireForm(new RegExp(`^(?:\\*\\.)?${nameForm}$`)),
};
