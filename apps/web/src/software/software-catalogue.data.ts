import type { Software } from './software.ts';

const txt = { remark: '', versions: '', instructions: '', extension: 'txt' } as const;

/** The software that the page offers while it has no word of the service. */
export const softwareCatalogue: readonly [Software, ...Software[]] = [
  { ...txt, name: 'adguard-home', title: 'AdGuard Home', shortTitle: 'AdGuard Home' },
  { ...txt, name: 'pihole', title: 'Pi-hole 6 and later', shortTitle: 'Pi-hole', remark: '6 and later' },
  { ...txt, name: 'pihole-5', title: 'Pi-hole 5', shortTitle: 'Pi-hole', remark: '5' },
  { ...txt, name: 'ublock-origin', title: 'uBlock Origin', shortTitle: 'uBlock Origin' },
  { ...txt, name: 'adguard', title: 'AdGuard', shortTitle: 'AdGuard', remark: 'browser extension and apps' },
  { ...txt, name: 'blocky', title: 'Blocky', shortTitle: 'Blocky' },
  { ...txt, name: 'dnsmasq', title: 'dnsmasq', shortTitle: 'dnsmasq', extension: 'conf' },
  { ...txt, name: 'unbound', title: 'Unbound', shortTitle: 'Unbound', extension: 'conf' },
  { ...txt, name: 'bind', title: 'BIND 9', shortTitle: 'BIND 9', extension: 'zone' },
  { ...txt, name: 'technitium', title: 'Technitium DNS Server', shortTitle: 'Technitium DNS Server' },
];
