import { checkBrowserRule } from './browser-check.ts';
import type { Target } from './target.ts';

export const adguard: Target = {
  name: 'adguard',
  software: 'AdGuard (browser extension and apps)',
  versions: 'all that are maintained',
  format: 'adblock',
  instructions:
    'Settings > Filters > Custom > Add custom filter. Paste <address>, press Next, then Subscribe.',
  sources: [
    'https://adguard.com/kb/general/ad-filtering/create-own-filters/',
    'https://adguard-dns.io/kb/general/dns-filtering-syntax/',
  ],
  check: checkBrowserRule,
};
