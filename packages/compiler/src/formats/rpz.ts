import { nameLengthMax } from '../rule/dns-name.ts';
import type { NameRule } from '../rule/name-rule.ts';
import type { Format, Written } from './format.ts';
import { parentsOf } from './name-index.ts';

/** The name of the zone in our instructions. The zone may have another one, up to this length. */
const zoneName = 'blocklist.rpz';

/**
 * A response policy zone (https://datatracker.ietf.org/doc/html/draft-vixie-dnsop-dns-rpz-00; BIND:
 * https://bind9.readthedocs.io/en/latest/reference.html#response-policy-zone-rpz-rewriting). Owners are relative, so that
 * the zone may have any name. The serial is the date in seconds since 1970: it rises with every new list.
 */
export const rpz: Format = {
  name: 'rpz',
  title: 'response policy zone',
  extension: 'zone',
  mediaType: 'text/plain; charset=utf-8',
  commentMark: ';',
  preamble: (lastModified) => [
    '$TTL 300',
    `@ SOA localhost. root.localhost. ${Math.floor(lastModified.getTime() / 1000)} 43200 3600 1209600 300`,
    '@ NS localhost.',
  ],
  names: {
    block: (rule) => write(rule, '.'),
    allow: (rule) => write(rule, 'rpz-passthru.'),
    repeat: repeatWildcards,
  },
};

/** Owners below these names are triggers of other kinds. */
const triggers = /(?:^|\.)rpz-(?:ip|client-ip|nsip|nsdname)$/;

/** A name and what lies below it are two owners. */
function write({ name, scope }: NameRule, target: string): Written {
  if (triggers.test(name)) return { refused: 'invalid-name' };
  const owners = scope === 'name' ? [name] : scope === 'below' ? [`*.${name}`] : [name, `*.${name}`];
  const longest = owners[owners.length - 1] ?? '';
  if (longest.length + 1 + zoneName.length > nameLengthMax) return { refused: 'name-too-long' };
  return { lines: owners.map((owner) => `${owner} CNAME ${target}`), coversBelow: scope !== 'name' };
}

const actions = ['.', 'rpz-passthru.'] as const;

/**
 * A wildcard of a zone holds for names below the nearest name that exists, and a name exists where there is a record for
 * it or below it (RFC 4592, 3.3.1): beside a record for `x.b.example.org`, `*.example.org` is not for `b.example.org` or
 * `c.b.example.org`. So every name on the way up to a wildcard gets records that say the same.
 */
function repeatWildcards(name: string, isWritten: (line: string) => boolean): readonly string[] {
  const actionOf = (owner: string) => actions.find((action) => isWritten(`${owner} CNAME ${action}`));
  const lines: string[] = [];
  let below: string[] = [name];
  for (const parent of parentsOf(name)) {
    const action = actionOf(`*.${parent}`);
    if (action !== undefined) {
      const owners = below.flatMap((one) => [one, `*.${one}`]);
      for (const owner of owners) if (actionOf(owner) === undefined) lines.push(`${owner} CNAME ${action}`);
      below = [];
    }
    below.push(parent);
  }
  return lines;
}
