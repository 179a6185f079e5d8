/** A list that many people use. */
export interface KnownList {
  readonly name: string;
  /** Where the list itself is. */
  readonly address: string;
  readonly homepage: string;
  /** As the project states it. */
  readonly licence: string;
  /** One sentence: what it is for. */
  readonly purpose: string;
  readonly group: ListGroup;
  /** Whether the licence lets it be used only where no money is made. */
  readonly isNonCommercial?: true;
}

export const listGroups = ['Ads and tracking', 'Malware and fraud', 'Devices', 'For browsers'] as const;

export type ListGroup = (typeof listGroups)[number];

/**
 * Known lists, as facts only: nothing of them is here, and nothing is fetched before somebody compiles. Names, addresses,
 * homepages and licences are those of the directory of FilterLists (https://github.com/collinbarrett/FilterLists, commit
 * bed8da5482b9, August 2026) or, where it says nothing newer, of the projects: HaGeZi's LICENSE and OISD's FAQ
 * (https://oisd.nl/faq#license) say GPL-3.0.
 */
export const listCatalogue: readonly KnownList[] = [
  {
    name: 'AdGuard DNS filter',
    address: 'https://adguardteam.github.io/AdGuardSDNSFilter/Filters/filter.txt',
    homepage: 'https://github.com/AdguardTeam/AdguardSDNSFilter',
    licence: 'GPL-3.0',
    purpose: 'Ads and trackers, made for DNS blockers out of several lists for browsers.',
    group: 'Ads and tracking',
  },
  {
    name: 'HaGeZi Multi Light',
    address: 'https://raw.githubusercontent.com/hagezi/dns-blocklists/main/adblock/light.txt',
    homepage: 'https://github.com/hagezi/dns-blocklists',
    licence: 'GPL-3.0',
    purpose: 'Ads and trackers; cautious, breaks little.',
    group: 'Ads and tracking',
  },
  {
    name: 'HaGeZi Multi Pro',
    address: 'https://raw.githubusercontent.com/hagezi/dns-blocklists/main/adblock/pro.txt',
    homepage: 'https://github.com/hagezi/dns-blocklists',
    licence: 'GPL-3.0',
    purpose: 'Ads, trackers, fraud; thorough.',
    group: 'Ads and tracking',
  },
  {
    name: 'OISD small',
    address: 'https://small.oisd.nl',
    homepage: 'https://oisd.nl',
    licence: 'GPL-3.0',
    purpose: 'Ads; chosen so that nothing breaks.',
    group: 'Ads and tracking',
  },
  {
    name: 'OISD big',
    address: 'https://big.oisd.nl',
    homepage: 'https://oisd.nl',
    licence: 'GPL-3.0',
    purpose: 'Ads, trackers, malware; chosen so that nothing breaks.',
    group: 'Ads and tracking',
  },
  {
    name: 'Steven Black’s unified hosts',
    address: 'https://raw.githubusercontent.com/StevenBlack/hosts/master/hosts',
    homepage: 'https://github.com/StevenBlack/hosts',
    licence: 'MIT',
    purpose: 'Ads and malware, several well-kept hosts files in one.',
    group: 'Ads and tracking',
  },
  {
    name: 'Peter Lowe’s list',
    address:
      'https://pgl.yoyo.org/adservers/serverlist.php?hostformat=adblockplus&showintro=1&mimetype=plaintext',
    homepage: 'https://pgl.yoyo.org/adservers/',
    licence: 'McRae General Public License',
    purpose: 'Ad servers; small, and kept since 2001.',
    group: 'Ads and tracking',
  },
  {
    name: 'AdAway',
    address: 'https://adaway.org/hosts.txt',
    homepage: 'https://adaway.org/',
    licence: 'CC BY 3.0',
    purpose: 'Ads and trackers on telephones.',
    group: 'Ads and tracking',
  },
  {
    name: 'Dan Pollock’s hosts',
    address: 'https://someonewhocares.org/hosts/zero/hosts',
    homepage: 'https://someonewhocares.org/hosts/',
    licence: 'free for use that is not commercial',
    purpose: 'Ads, trackers and nuisances.',
    group: 'Ads and tracking',
    isNonCommercial: true,
  },
  {
    name: 'HaGeZi Threat Intelligence Feeds',
    address: 'https://raw.githubusercontent.com/hagezi/dns-blocklists/main/adblock/tif.txt',
    homepage: 'https://github.com/hagezi/dns-blocklists',
    licence: 'GPL-3.0',
    purpose: 'Malware, phishing and fraud; very long.',
    group: 'Malware and fraud',
  },
  {
    name: 'URLhaus filter',
    address: 'https://malware-filter.gitlab.io/malware-filter/urlhaus-filter-agh-online.txt',
    homepage: 'https://gitlab.com/malware-filter/urlhaus-filter',
    licence: 'CC0 1.0',
    purpose: 'Where malware is handed out right now.',
    group: 'Malware and fraud',
  },
  {
    name: 'Phishing Army',
    address: 'https://phishing.army/download/phishing_army_blocklist.txt',
    homepage: 'https://phishing.army/',
    licence: 'CC BY-NC 4.0',
    purpose: 'Sites that pass themselves off as others.',
    group: 'Malware and fraud',
    isNonCommercial: true,
  },
  {
    name: 'Jarelllama’s Scam Blocklist',
    address: 'https://raw.githubusercontent.com/jarelllama/Scam-Blocklist/main/lists/adblock/scams.txt',
    homepage: 'https://github.com/jarelllama/Scam-Blocklist',
    licence: 'GPL-3.0',
    purpose: 'Shops and services that are frauds.',
    group: 'Malware and fraud',
  },
  {
    name: 'KADhosts',
    address: 'https://raw.githubusercontent.com/FiltersHeroes/KADhosts/master/KADhosts.txt',
    homepage: 'https://kadantiscam.netlify.com/',
    licence: 'CC BY-SA 4.0',
    purpose: 'Frauds on the Polish web.',
    group: 'Malware and fraud',
  },
  {
    name: 'NoCoin',
    address: 'https://raw.githubusercontent.com/hoshsadiq/adblock-nocoin-list/master/nocoin.txt',
    homepage: 'https://github.com/hoshsadiq/adblock-nocoin-list',
    licence: 'MIT',
    purpose: 'Sites that let browsers dig for coins.',
    group: 'Malware and fraud',
  },
  {
    name: 'Perflyst’s smart TV list',
    address: 'https://raw.githubusercontent.com/Perflyst/PiHoleBlocklist/master/SmartTV-AGH.txt',
    homepage: 'https://github.com/Perflyst/PiHoleBlocklist',
    licence: 'MIT',
    purpose: 'What television sets send home.',
    group: 'Devices',
  },
  {
    name: 'WindowsSpyBlocker',
    address: 'https://raw.githubusercontent.com/crazy-max/WindowsSpyBlocker/master/data/hosts/spy.txt',
    homepage: 'https://github.com/crazy-max/WindowsSpyBlocker',
    licence: 'MIT',
    purpose: 'What Windows sends home.',
    group: 'Devices',
  },
  {
    name: 'EasyList',
    address: 'https://easylist.to/easylist/easylist.txt',
    homepage: 'https://easylist.to/',
    licence: 'GPL-3.0',
    purpose: 'Ads, also within pages; much of it only browsers can use.',
    group: 'For browsers',
  },
  {
    name: 'EasyPrivacy',
    address: 'https://easylist.to/easylist/easyprivacy.txt',
    homepage: 'https://easylist.to/',
    licence: 'GPL-3.0',
    purpose: 'Trackers, also within pages.',
    group: 'For browsers',
  },
  {
    name: 'Fanboy’s Annoyance List',
    address: 'https://easylist-downloads.adblockplus.org/fanboy-annoyance.txt',
    homepage: 'https://easylist.to/',
    licence: 'CC BY 3.0',
    purpose: 'Cookie notices, pop-ups, buttons of social networks.',
    group: 'For browsers',
  },
];
