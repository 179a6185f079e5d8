import { checkBrowserRule } from './browser-check.ts';
import type { Target } from './target.ts';

export const ublockOrigin: Target = {
  name: 'ublock-origin',
  software: 'uBlock Origin',
  versions: '1.46 and later',
  format: 'adblock',
  instructions:
    'Open the dashboard > Filter lists > Custom > Import, paste <address> into the field and press Apply changes.',
  sources: [
    'https://github.com/gorhill/uBlock/wiki/Static-filter-syntax',
    'https://adguard-dns.io/kb/general/dns-filtering-syntax/',
  ],
  check: checkBrowserRule,
};
