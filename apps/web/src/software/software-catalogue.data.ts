import type { Software } from './software.ts';

const noWords = { versions: '', instructions: '' } as const;

/** The software that the page offers while it has no word of the service. */
export const softwareCatalogue: readonly [Software, ...Software[]] = [
  { name: 'adguard-home', title: 'AdGuard Home', ...noWords, extension: 'txt' },
  { name: 'pihole', title: 'Pi-hole 6 and later', ...noWords, extension: 'txt' },
  { name: 'pihole-5', title: 'Pi-hole 5', ...noWords, extension: 'txt' },
  { name: 'ublock-origin', title: 'uBlock Origin', ...noWords, extension: 'txt' },
  { name: 'adguard', title: 'AdGuard (browser extension and apps)', ...noWords, extension: 'txt' },
  { name: 'blocky', title: 'Blocky', ...noWords, extension: 'txt' },
  { name: 'dnsmasq', title: 'dnsmasq', ...noWords, extension: 'conf' },
  { name: 'unbound', title: 'Unbound', ...noWords, extension: 'conf' },
  { name: 'bind', title: 'BIND 9', ...noWords, extension: 'zone' },
  { name: 'technitium', title: 'Technitium DNS Server', ...noWords, extension: 'txt' },
];
