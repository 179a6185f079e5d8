import { isNullAddress } from '../rule/dns-name.ts';
import { type ForeignLine, rulesLine, structureLine } from './foreign-line.ts';
import { readForeignName } from './foreign-name.ts';

/** https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html, the clauses of the file. */
const clause =
  /^(?:server|remote-control|stub-zone|forward-zone|auth-zone|view|python|dynlib|dnscrypt|cachedb|ipset|rpz):$/;
const zone = /^local-zone:\s*(["']?)([^"'\s]+)\1\s+(["']?)([a-z_]+)\3$/;
const record = /^local-data:\s*(["'])\s*(\S+)\s+(?:\d+\s+)?(?:IN\s+)?([A-Za-z]+)\s([^"']*)\1$/;
const otherLocal = /^local-(?:zone|data|data-ptr):/;

/** Zone types with which nothing of the zone is answered from outside. */
const blockingTypes: ReadonlySet<string> = new Set([
  'static',
  'deny',
  'refuse',
  'inform_deny',
  'always_nxdomain',
  'always_nodata',
  'always_null',
  'always_refuse',
  'always_deny',
]);

/** What an unbound line says; a zone of type `redirect` waits for the data that says whether it blocks. */
export type UnboundLine = ForeignLine | { readonly kind: 'redirect'; readonly name: string };

/** The name that a `local-data:` line answers for, and whether the answer blocks it; undefined for any other line. */
export interface LocalAnswer {
  readonly name: string;
  readonly isBlocking: boolean;
}

/** Reads a line of an unbound configuration that is about local zones; undefined for any other line. */
export function readUnboundLine(line: string): UnboundLine | undefined {
  const text = withoutComment(line);
  if (clause.test(text)) return structureLine;
  const found = zone.exec(text);
  if (found !== null) return readZone(found[2] ?? '', found[4] ?? '');
  const data = readLocalAnswer(text);
  if (data !== undefined) {
    return data.isBlocking
      ? rulesLine([{ name: data.name, scope: 'name', action: 'block' }])
      : notBlocking(`local-data: answers for ${data.name} and does not block it.`);
  }
  return otherLocal.test(text) ? notBlocking('This line blocks no name.') : undefined;
}

export function readLocalAnswer(line: string): LocalAnswer | undefined {
  const found = record.exec(withoutComment(line));
  if (found === null) return undefined;
  const [, , owner = '', type = '', value = ''] = found;
  const name = readForeignName(owner);
  if (name === undefined) return undefined;
  return { name, isBlocking: /^(?:A|AAAA)$/i.test(type) && isNullAddress(value.trim()) };
}

function readZone(owner: string, type: string): UnboundLine {
  const name = readForeignName(owner);
  if (name === undefined) {
    return rulesLine([], {
      code: 'unbound-zone-unknown',
      message: `${JSON.stringify(owner)} is no name that can be blocked.`,
    });
  }
  if (blockingTypes.has(type)) return rulesLine([{ name, scope: 'name-and-below', action: 'block' }]);
  if (type === 'always_transparent') return rulesLine([{ name, scope: 'name-and-below', action: 'allow' }]);
  if (type === 'redirect' || type === 'inform_redirect') return { kind: 'redirect', name };
  return notBlocking(`A zone of the type ${type} blocks nothing.`);
}

function withoutComment(line: string): string {
  return line.replace(/(^|\s)#.*$/s, '').trim();
}

function notBlocking(message: string): ForeignLine {
  return rulesLine([], { code: 'unbound-line-not-blocking', message });
}
