import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SeededRandom } from '../../lists/seeded-random.ts';
import { randomSpelling } from '../guard/random-spelling.ts';

const vectors = join(import.meta.dirname, '../../../../shared/vectors/wpt-url/urltestdata.json');

const nearHosts = [
  '[::1]',
  '[::]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
  'localhost',
  'localhost.',
  'LocalHost',
  '%6c%6fcalhost',
  'ｌｏｃａｌｈｏｓｔ',
  'a.localhost',
  'localhost.localdomain',
  'ip6-localhost',
  'router',
  'router.',
  'intranet',
  'nas.lan',
  'printer.local',
  'printer.local.',
  'metadata.google.internal',
  'metadata。google。internal',
  'db.corp',
  'gw.home.arpa',
  'box.home',
  'x.test',
  'x.invalid',
  'x.example',
  'x.onion',
  '1.0.0.127.in-addr.arpa',
] as const;

/** Ports at which something may listen on a machine; the last ones are those that the guard lets through. */
export const canaryPorts = [22, 25, 81, 2375, 3000, 6379, 8000, 9200, 80, 443, 8080, 8443] as const;

const otherSchemes = [
  'file:///',
  'ftp://',
  'gopher://',
  'ws://',
  'blob:http://',
  'data:text/plain,',
  'unix:/',
];

/** A host at which the canary stands, spelled in some way. */
export function canaryHost(random: SeededRandom): string {
  if (random.chance(0.3)) return random.pick(nearHosts);
  for (;;) {
    const { host, isSpecial } = randomSpelling(random);
    if (isSpecial) return host;
  }
}

/** A URL that leads to the canary, or may be taken to. */
export function canaryUrl(random: SeededRandom): string {
  const host = canaryHost(random);
  const port = random.chance(0.6) ? '' : `:${random.pick(canaryPorts)}`;
  const scheme = random.pickWeighted([
    ['http://', 60],
    ['https://', 15],
    ['HTTP://', 4],
    ['http:\\\\', 4],
    ['http:/', 4],
    ['http:', 3],
    ['\thttp://', 3],
    ['ht\ntp://', 2],
    [random.pick(otherSchemes), 5],
  ]);
  const user = random.pickWeighted([
    ['', 80],
    ['user:password@', 4],
    ['list.example.org@', 4],
    ['list.example.org:80@', 4],
    ['list.example.org%2f@', 4],
    ['list.example.org\\@', 4],
  ]);
  const path = random.pick([
    '/list.txt',
    '',
    '/',
    '/#@list.example.org/',
    '?@list.example.org/',
    '/..//%2e%2e/a b',
  ]);
  return scheme + user + host + port + path;
}

/** The inputs of Web Platform Tests' URL tests; none where they are not on this machine. */
export function listWebPlatformUrls(): string[] {
  if (!existsSync(vectors)) return [];
  const cases: unknown = JSON.parse(readFileSync(vectors, 'utf8'));
  const inputs = new Set<string>();
  for (const one of Array.isArray(cases) ? cases : []) {
    const input: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'input') : undefined;
    if (typeof input === 'string') inputs.add(input);
  }
  return [...inputs];
}
