import type { Software } from './software.ts';

/** The software that the page offers while it has no word of the service. */
export const softwareCatalogue: readonly Software[] = [
  { name: 'adguard-home', title: 'AdGuard Home', versions: '', instructions: '', extension: 'txt' },
  { name: 'pihole', title: 'Pi-hole', versions: '', instructions: '', extension: 'txt' },
  { name: 'ublock-origin', title: 'uBlock Origin', versions: '', instructions: '', extension: 'txt' },
  { name: 'adguard', title: 'AdGuard', versions: '', instructions: '', extension: 'txt' },
  { name: 'blocky', title: 'Blocky', versions: '', instructions: '', extension: 'txt' },
  { name: 'dnsmasq', title: 'dnsmasq', versions: '', instructions: '', extension: 'conf' },
  { name: 'unbound', title: 'Unbound', versions: '', instructions: '', extension: 'conf' },
  { name: 'bind', title: 'BIND', versions: '', instructions: '', extension: 'zone' },
  { name: 'technitium', title: 'Technitium', versions: '', instructions: '', extension: 'txt' },
];
