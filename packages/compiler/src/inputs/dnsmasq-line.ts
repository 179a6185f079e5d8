import { isNullAddress } from '../rule/dns-name.ts';
import { type ForeignLine, type ForeignRule, rulesLine } from './foreign-line.ts';
import { readForeignName } from './foreign-name.ts';

const domainOption = /^(address|local|server|ipset|nftset)\s*=\s*\/(.*)\/([^/]*)$/;
const hostRecord = /^host-record\s*=\s*(.+)$/;

/**
 * Reads a line of a dnsmasq configuration that is about domains
 * (https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html, --address, --server, --host-record); undefined for any
 * other line. Comments are `#` at the start or behind white space.
 */
export function readDnsmasqLine(line: string): ForeignLine | undefined {
  const text = line.replace(/\s#.*$/s, '').trim();
  const option = domainOption.exec(text);
  if (option !== null) {
    const [, keyword = '', domains = '', value = ''] = option;
    return readDomainOption(keyword, domains.split('/'), value.trim());
  }
  const record = hostRecord.exec(text);
  return record === null
    ? undefined
    : readHostRecord((record[1] ?? '').split(',').map((part) => part.trim()));
}

function readDomainOption(keyword: string, domains: readonly string[], value: string): ForeignLine {
  const action = actionOf(keyword, value);
  if (action === undefined)
    return notBlocking(`${keyword}= with the value ${JSON.stringify(value)} blocks nothing.`);
  const rules: ForeignRule[] = [];
  const strange: string[] = [];
  for (const domain of domains) {
    // For historical reasons a dot in front means nothing; `*.` leaves the name itself out (since dnsmasq 2.86).
    const isBelow = domain.startsWith('*.');
    const name = readForeignName(isBelow ? domain.slice(2) : domain.replace(/^\./, ''));
    if (name === undefined) strange.push(domain);
    else rules.push({ name, scope: isBelow ? 'below' : 'name-and-below', action });
  }
  if (strange.length === 0) return rulesLine(rules);
  const complaint = {
    code: 'dnsmasq-domain-unknown',
    message: `${list(strange)} is no name that can be blocked.`,
  };
  return rulesLine(rules, complaint);
}

/** What a value does: none (no upstream server is asked) and null addresses block, `#` is the usual server. */
function actionOf(keyword: string, value: string): ForeignRule['action'] | undefined {
  if (keyword === 'address')
    return value === '' || value === '#' || isNullAddress(value) ? 'block' : undefined;
  if (keyword !== 'local' && keyword !== 'server') return undefined;
  if (value === '') return 'block';
  return value === '#' ? 'allow' : undefined;
}

/** Names, then addresses, then perhaps a time to live. */
function readHostRecord(parts: readonly string[]): ForeignLine {
  const isAddress = (part: string) => part.includes(':') || /^[\d.]+$/.test(part);
  const names = parts.filter((part) => part !== '' && !isAddress(part)).map(readForeignName);
  const addresses = parts.filter((part) => /[.:]/.test(part) && isAddress(part));
  if (addresses.length === 0 || !addresses.every(isNullAddress)) {
    return notBlocking('host-record= with such an address blocks nothing.');
  }
  const rules = names.flatMap((name): ForeignRule[] =>
    name === undefined ? [] : [{ name, scope: 'name', action: 'block' }],
  );
  return rules.length === names.length && rules.length > 0
    ? rulesLine(rules)
    : rulesLine(rules, { code: 'dnsmasq-domain-unknown', message: 'A name of this line cannot be blocked.' });
}

function notBlocking(message: string): ForeignLine {
  return rulesLine([], { code: 'dnsmasq-line-not-blocking', message });
}

function list(domains: readonly string[]): string {
  return domains
    .slice(0, 5)
    .map((domain) => JSON.stringify(domain))
    .join(', ');
}
