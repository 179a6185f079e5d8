import type { SeededRandom } from '../../lists/seeded-random.ts';
import { respond } from './listeners.ts';
import type { NameAnswer } from './name-server.ts';

/** A name whose name server answers otherwise when it is asked again, or mixes what it answers. */
export interface Rebinding {
  readonly kind: RebindingKind;
  readonly name: string;
  readonly url: string;
  readonly answerName: (turn: number) => NameAnswer;
  /** What the server says, if it is reached at a public address. */
  readonly answer: string;
}

const kinds = [
  'always near',
  'public first, then near',
  'public and near by turns',
  'public and near in one answer',
  'unreachable public and near in one answer',
  'public IPv4, near IPv6',
  'public IPv6, near IPv4',
  'another name for a near one',
] as const;

export type RebindingKind = (typeof kinds)[number];

export const standIn = '93.184.215.14';
const standIn6 = '2606:2800:21f:cb07::1';
const unreachable = '93.184.215.99';

const near4 = [
  '127.0.0.1',
  '127.8.9.10',
  '10.0.0.5',
  '172.16.3.4',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
] as const;
const near6 = [
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.5',
  '::ffff:169.254.169.254',
  'fd00:ec2::254',
  'fc00::1',
  'fe80::5',
] as const;

/** The case with this number; its URL holds the number, too. */
export function makeRebinding(id: number, random: SeededRandom): Rebinding {
  const kind = kinds[id % kinds.length] ?? 'always near';
  const name = `r${id}.example.org`;
  const near = random.chance(0.6) ? random.pick(near4) : random.pick(near6);
  const port = random.pick(['', ':8080']);
  // Asked for again at another port, so that no connection of before can serve.
  const again = `http://${name}${port === '' ? ':8080' : ''}/rebinding/${id}`;
  return {
    kind,
    name,
    url: `http://${name}${port}/rebinding/${id}`,
    answerName: (turn) => answerOf(kind, near, turn, random),
    answer: respond('302 Found', '', [`Location: ${again}`]),
  };
}

function answerOf(kind: RebindingKind, near: string, turn: number, random: SeededRandom): NameAnswer {
  switch (kind) {
    case 'always near':
      return { addresses: [near] };
    case 'public first, then near':
      return { addresses: [turn === 0 ? standIn : near] };
    case 'public and near by turns':
      return { addresses: [turn % 2 === 0 ? standIn : near] };
    case 'public and near in one answer':
      return { addresses: random.chance(0.5) ? [standIn, near] : [near, standIn] };
    case 'unreachable public and near in one answer':
      return { addresses: [unreachable, near] };
    case 'public IPv4, near IPv6':
      return { addresses: [standIn, random.pick(near6)] };
    case 'public IPv6, near IPv4':
      return { addresses: [standIn6, random.pick(near4)] };
    case 'another name for a near one':
      return { addresses: [near], alias: 'db.internal' };
  }
}
