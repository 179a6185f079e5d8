import type { TargetName } from '@bloqr/compiler';

/**
 * What each software does with one line of a list, stated from its documentation or source and apart from the
 * compiler: `rule` is read, `comment` is skipped, everything else is not taken.
 */
export type LineVerdict = 'rule' | 'comment' | { readonly refused: string };

export type Statement = (line: string) => LineVerdict;

const refuse = (refused: string): LineVerdict => ({ refused });

/** Octets of a name on the wire (RFC 1035, 3.1): a length before each label, and the root. */
function wireLength(name: string): number {
  return name.split('.').reduce((sum, label) => sum + 1 + Buffer.byteLength(label), 1);
}

function isWireName(name: string): boolean {
  const labels = name.split('.');
  return (
    wireLength(name) <= 255 && labels.every((label) => label.length >= 1 && Buffer.byteLength(label) <= 63)
  );
}

const isAddress = (text: string) =>
  /^\d+\.\d+\.\d+\.\d+$/.test(text) || /^[0-9a-fA-F]*:[0-9a-fA-F:.]+$/.test(text);

/** https://github.com/AdguardTeam/AdGuardHome/blob/master/internal/filtering/rulelist/parser.go, and its syntax page. */
const adguardHome: Statement = (line) => {
  const bytes = Buffer.from(line);
  const text = line.trim();
  if (text === '' || text.startsWith('#') || text.startsWith('!')) return 'comment';
  if (bytes.length > 1024) return refuse('a line longer than 1,024 bytes');
  if (bytes.some((byte) => (byte < 0x20 && byte !== 9) || byte === 0x7f)) return refuse('a binary character');
  if (line.includes('\ufeff')) return refuse('a byte order mark');
  if (/^<(?:html|!doctype)/i.test(text)) return refuse('HTML');
  if (isAddress(text)) return refuse('an address that blocks answers');
  if (/#[@?$%]*#/.test(text)) return refuse('a cosmetic rule');
  if (/^@{0,2}\/.*\/(?:\$|$)/.test(text)) return 'rule';
  const modifiers = /\$([a-z~][^$]*)$/.exec(text)?.[1];
  const known = /^(?:(?:client|denyallow|dnstype|dnsrewrite|important|badfilter|ctag)(?:=.*)?)?$/;
  const isKnown = modifiers?.split(/(?<!\\),/).every((modifier) => known.test(modifier)) ?? true;
  if (!isKnown) return refuse('a modifier that is not known');
  return 'rule';
};

/** https://github.com/pi-hole/FTL/blob/master/src/tools/gravity-parseList.c */
function piholeName(name: string, needsDot: boolean): boolean {
  if (name.length === 0 || name.length > 255 || !/^[a-z0-9._-]+$/.test(name)) return false;
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.some((label) => label.length === 0 || label.length > 63)) return false;
  if (needsDot && labels.length < 2) return false;
  return last.length >= 2 && !last.startsWith('-') && !last.endsWith('-');
}

const pihole: Statement = (line) => {
  // gravity.sh takes comments out before the list is parsed.
  if (line === '' || line.startsWith('#') || line.startsWith('!')) return 'comment';
  if (line.startsWith('||')) {
    return line.endsWith('^') && piholeName(line.slice(2, -1), false) ? 'rule' : refuse('a non-domain entry');
  }
  return piholeName(line, true) && !isAddress(line) ? 'rule' : refuse('a non-domain entry');
};

/** The expression that gravity used before FTL 6 (VALID_DOMAIN_REXEX of FTL 5.22). */
const pihole5Domain = /^(?:[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/;
const pihole5: Statement = (line) =>
  line === '' || line.startsWith('#')
    ? 'comment'
    : pihole5Domain.test(line)
      ? 'rule'
      : refuse('a non-domain entry');

/** https://github.com/gorhill/uBlock/wiki/Static-filter-syntax: hosts entries cover what lies below, DNS modifiers are none. */
const browser: Statement = (line) => {
  const text = line.trim();
  if (text === '' || text.startsWith('!') || text.startsWith('# ') || /^\[.*\]$|^#{4,}|^#$/.test(text))
    return 'comment';
  if (/#[@?$%]*#|\$@?\$/.test(text)) return 'rule';
  if (/\$(?:[^$]*[^\\],)?(?:dnsrewrite|dnstype|ctag|client)\b/.test(text))
    return refuse('a modifier of DNS filtering');
  if (/^[0-9a-fA-F.:]+\s+\S/.test(text)) return refuse('a hosts entry');
  if (/^[\w-]+(?:\.[\w-]+)+$/.test(text)) return refuse('a name that covers more than it says');
  return 'rule';
};

/** https://github.com/0xERR0R/blocky/blob/main/lists/parsers/hosts.go */
const blocky: Statement = (line) => {
  const text = line.replace(/#.*$/, '').trim();
  if (text === '') return 'comment';
  if (text.startsWith('*.')) {
    return text.lastIndexOf('*') === 0 && isWireName(text.slice(2))
      ? 'rule'
      : refuse('an unsupported wildcard');
  }
  const isName = /^[a-zA-Z0-9_-]{1,63}(?:\.[a-zA-Z0-9_-]{1,63})*$/.test(text) && text.length <= 255;
  return isName && !isAddress(text) ? 'rule' : refuse('an invalid domain name');
};

/** https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html; lines are read into a buffer of MAXDNAME (1,025) bytes. */
const dnsmasq: Statement = (line) => {
  if (line === '' || line.startsWith('#')) return 'comment';
  if (line.length > 1024) return refuse('a line longer than the buffer');
  const [key = '', value = ''] = line.split(/=(.*)/s);
  if (key === 'local') {
    const domains = value.split('/');
    const isForm = domains.length === 3 && domains[0] === '' && domains[2] === '';
    return isForm && isWireName((domains[1] ?? '').replace(/^\*\./, '')) ? 'rule' : refuse('bad option');
  }
  if (key === 'server') {
    const domains = value.split('/');
    const isForm = domains.length === 3 && domains[0] === '' && domains[2] === '#';
    return isForm && isWireName((domains[1] ?? '').replace(/^\*\./, '')) ? 'rule' : refuse('bad option');
  }
  if (key !== 'host-record') return refuse('bad option');
  const [name = '', ...addresses] = value.split(',');
  return isWireName(name) && addresses.every(isNullAddress) && addresses.length === 2
    ? 'rule'
    : refuse('bad option');
};

const isNullAddress = (text: string) => text === '0.0.0.0' || text === '::';

/** https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html */
const unbound: Statement = (line) => {
  if (line === '' || line.startsWith('#') || line === 'server:') return 'comment';
  const zone = /^local-zone: "([^"\s]+)\." (\S+)$/.exec(line);
  if (zone !== null) {
    const isType = zone[2] === 'always_nxdomain' || zone[2] === 'always_transparent';
    return isType && isWireName(zone[1] ?? '') ? 'rule' : refuse('a zone that cannot be read');
  }
  const record = /^local-data: "([^"\s]+)\. (A|AAAA) (\S+)"$/.exec(line);
  if (record === null) return refuse('a syntax error');
  const isRecord = record[3] === (record[2] === 'A' ? '0.0.0.0' : '::');
  return isRecord && isWireName(record[1] ?? '') ? 'rule' : refuse('a record that cannot be read');
};

/** RFC 1035, 5.1, and https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00; the zone is `blocklist.rpz`. */
const bind: Statement = (line) => {
  if (line === '' || line.startsWith(';')) return 'comment';
  if (/^\$TTL \d+$/.test(line) || line === '@ NS localhost.') return 'comment';
  const soa = /^@ SOA localhost\. root\.localhost\. (\d+) \d+ \d+ \d+ \d+$/.exec(line);
  if (soa !== null) return Number(soa[1]) < 2 ** 32 ? 'comment' : refuse('a serial of more than 32 bits');
  const [owner = '', type, target, ...rest] = line.split(' ');
  if (type !== 'CNAME' || rest.length > 0) return refuse('a syntax error');
  if (target !== '.' && target !== 'rpz-passthru.') return refuse('a policy that is not meant');
  const name = owner.replace(/^\*\./, '');
  if (!/^[a-z0-9_.-]+$/.test(name) || /rpz-(?:ip|nsip|nsdname|client-ip)$/.test(name))
    return refuse('a bad owner');
  return isWireName(name) && wireLength(`${owner}.blocklist.rpz`) <= 255 ? 'rule' : refuse('a name too long');
};

/** https://github.com/TechnitiumSoftware/DnsServer/blob/master/DnsServerCore/Dns/ZoneManagers/BlockListZoneManager.cs */
const technitium: Statement = (line) => {
  const text = line.replace(/^[ \t*.]+/, '');
  if (text === '' || text.startsWith('#') || text.startsWith('!')) return 'comment';
  const name = /^(?:@@)?\|\|([^^]+)\^$/.exec(text)?.[1];
  if (name === undefined) return refuse('an entry that covers more than it says, or none');
  const labels = name.split('.');
  const isValid = labels.every(
    (label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label) && label.length <= 63,
  );
  return isValid && name.length <= 255 ? 'rule' : refuse('an invalid domain name');
};

export const statements: Readonly<Record<TargetName, Statement>> = {
  'adguard-home': adguardHome,
  pihole: (line) => (line.startsWith('@@') ? piholeAllow(line) : pihole(line)),
  'pihole-5': pihole5,
  'ublock-origin': browser,
  adguard: browser,
  blocky,
  dnsmasq,
  unbound,
  bind,
  technitium,
};

/** In a list that is added as an allow list. */
function piholeAllow(line: string): LineVerdict {
  return /^@@\|\|.*\^$/.test(line) && piholeName(line.slice(4, -1), false)
    ? 'rule'
    : refuse('a non-domain entry');
}
