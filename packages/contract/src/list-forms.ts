/**
 * The output formats by name; `adblock` where a request names none. Written out, because a page that only wants to know
 * the names must not carry the compiler; a test holds them against the compiler's own.
 */
export const formats = [
  'adblock',
  'hosts',
  'domains',
  'wildcard-domains',
  'dnsmasq',
  'unbound',
  'rpz',
] as const;

/** The programs by name for which a list can be made: each stands for a format and for what that program accepts. */
export const targets = [
  'adguard-home',
  'pihole',
  'pihole-5',
  'ublock-origin',
  'adguard',
  'blocky',
  'dnsmasq',
  'unbound',
  'bind',
  'technitium',
] as const;

export type FormatName = (typeof formats)[number];
export type TargetName = (typeof targets)[number];
