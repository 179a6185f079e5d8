import type { SeededRandom } from '../../lists/seeded-random.ts';
import { canaryHost, canaryUrl } from './canary-spellings.ts';
import { respond } from './listeners.ts';

/** How a chain ends. */
export type ChainEnd = 'canary' | 'loop' | 'list';

/** Redirects over public servers. */
export interface RedirectChain {
  readonly start: string;
  readonly end: ChainEnd;
  /** Number of redirects before the end. */
  readonly hops: number;
  /** The whole answer of each server in turn. */
  readonly answers: readonly string[];
}

const statuses = ['301 Moved', '302 Found', '303 See Other', '307 Temporary', '308 Permanent'] as const;

/** A public server: a name below example.org, or an address. Not every machine has IPv6. */
function publicHost(id: number, isHonest: boolean, random: SeededRandom): string {
  return random.pickWeighted([
    [`s${id % 64}.example.org`, 8],
    ['93.184.215.14', 1],
    ['[2606:2800:21f:cb07::1]', isHonest ? 0 : 1],
  ]);
}

/** A chain of 1 to 6 redirects which ends at the canary or nowhere, or, for comparison, at a list. */
export function makeChain(id: number, isHonest: boolean, random: SeededRandom): RedirectChain {
  const hops = 1 + random.below(isHonest ? 5 : 6);
  const end = isHonest ? 'list' : random.chance(0.1) ? 'loop' : 'canary';
  const answers: string[] = [];
  const pathOf = (hop: number) => `/chain/${id}/${hop}`;
  const scheme = () => (random.chance(0.1) ? 'https' : 'http');
  let at = { scheme: isHonest ? 'http' : scheme(), host: publicHost(id, isHonest, random) };
  const start = `${at.scheme}://${at.host}${pathOf(0)}`;
  for (let hop = 0; hop < hops; hop++) {
    const isLast = hop === hops - 1;
    if (isLast && end !== 'list') {
      answers.push(redirect(random, end === 'loop' ? start : lastLocation(random)));
      continue;
    }
    const next = { scheme: isHonest ? at.scheme : scheme(), host: publicHost(id, isHonest, random) };
    const { location, to } = hopLocation(random, at, next, pathOf(hop + 1), isHonest);
    at = to;
    answers.push(redirect(random, location));
  }
  if (end === 'list') answers.push(respond('200 OK', '||reached.example.org^\n'));
  return { start, end, hops, answers };
}

interface Place {
  readonly scheme: string;
  readonly host: string;
}

/** The next server, in one of the ways in which a redirect can name it. */
function hopLocation(random: SeededRandom, from: Place, next: Place, path: string, isHonest: boolean) {
  // Credentials, and another scheme than before, are refused on the way already: seldom, so that most chains go on.
  const form = isHonest ? random.below(4) : random.chance(0.04) ? 5 : random.below(5);
  switch (form) {
    case 0:
      return { location: path, to: from };
    case 1:
      return { location: `../../chain${path.slice('/chain'.length)}`, to: from };
    case 2:
      return { location: `//${next.host}${path}`, to: { ...next, scheme: from.scheme } };
    case 3:
      return { location: `${next.scheme}://${next.host}${path}#part`, to: next };
    case 4:
      return { location: `${next.scheme}:\\\\${next.host}${path.replaceAll('/', '\\')}`, to: next };
    default:
      return { location: `${next.scheme}://user:password@${next.host}${path}`, to: next };
  }
}

/** The canary, or what may be taken for it. */
function lastLocation(random: SeededRandom): string {
  const control = random.pick(['\t', '\x01', '\x7f', '\x0b', '\x1f', '\0']);
  switch (random.below(10)) {
    case 0:
      return `//${canaryHost(random)}/`;
    case 1:
      return `\\\\${canaryHost(random)}\\`;
    case 2:
      return `http://user:password@${canaryHost(random)}/`;
    case 3:
      return `http://${canaryHost(random).replace(/^./, (first) => first + control)}/`;
    case 4:
      return `${control}http://${canaryHost(random)}/${control}`;
    case 5:
      return `http://list.example.org/\r\nLocation: http://${canaryHost(random)}/`;
    case 6:
      return `https://${canaryHost(random)}/`;
    case 7:
      return `///${canaryHost(random)}/`;
    default:
      return canaryUrl(random);
  }
}

function redirect(random: SeededRandom, location: string): string {
  return respond(random.pick(statuses), 'moved', [`Location: ${location}`]);
}
