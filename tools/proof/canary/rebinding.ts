import type { SeededRandom } from '../../lists/seeded-random.ts';
import { respond } from './listeners.ts';
import type { NameAnswer } from './name-server.ts';

/** A name whose name server answers otherwise when it is asked again, or mixes what it answers. */
export interface Rebinding {
  readonly kind: RebindingKind;
  /** Whether its addresses are those of nobody, and not of this machine or the networks around it. */
  readonly isReserved: boolean;
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

/** Addresses of this machine and of networks around it, by family. */
const local = {
  4: [
    '127.0.0.1',
    '127.8.9.10',
    '10.0.0.5',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
  ],
  6: [
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.5',
    '::ffff:169.254.169.254',
    'fd00:ec2::254',
    'fc00::1',
    'fe80::5',
  ],
} as const;

/** Addresses of nobody, and such as a gateway may turn into others. */
const reserved = {
  4: [
    '192.0.0.192',
    '192.0.2.7',
    '198.18.0.5',
    '198.51.100.9',
    '203.0.113.9',
    '240.0.0.9',
    '192.88.99.1',
    '168.63.129.16',
  ],
  6: [
    'fec0::1',
    '2001:db8::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::1',
    '2001::7f00:1',
    '100::1',
    '3fff::1',
    '::7f00:1',
  ],
} as const;

/** The case with this number; its URL holds the number, too. */
export function makeRebinding(id: number, random: SeededRandom): Rebinding {
  const kind = kinds[id % kinds.length] ?? 'always near';
  const name = `r${id}.example.org`;
  const isReserved = random.chance(0.3);
  const addresses = isReserved ? reserved : local;
  const near: NearAddresses = { 4: random.pick(addresses[4]), 6: random.pick(addresses[6]) };
  const any = random.chance(0.6) ? near[4] : near[6];
  const port = random.pick(['', ':8080']);
  // Asked for again at another port, so that no connection of before can serve.
  const again = `http://${name}${port === '' ? ':8080' : ''}/rebinding/${id}`;
  const isNearFirst = random.chance(0.5);
  return {
    kind,
    isReserved,
    name,
    url: `http://${name}${port}/rebinding/${id}`,
    answerName: (turn) => answerOf(kind, near, any, turn, isNearFirst),
    answer: respond('302 Found', '', [`Location: ${again}`]),
  };
}

interface NearAddresses {
  readonly 4: string;
  readonly 6: string;
}

function answerOf(
  kind: RebindingKind,
  near: NearAddresses,
  any: string,
  turn: number,
  isNearFirst: boolean,
): NameAnswer {
  switch (kind) {
    case 'always near':
      return { addresses: [any] };
    case 'public first, then near':
      return { addresses: [turn === 0 ? standIn : any] };
    case 'public and near by turns':
      return { addresses: [turn % 2 === 0 ? standIn : any] };
    case 'public and near in one answer':
      return { addresses: isNearFirst ? [any, standIn] : [standIn, any] };
    case 'unreachable public and near in one answer':
      return { addresses: [unreachable, any] };
    case 'public IPv4, near IPv6':
      return { addresses: [standIn, near[6]] };
    case 'public IPv6, near IPv4':
      return { addresses: [standIn6, near[4]] };
    case 'another name for a near one':
      return { addresses: [any], alias: 'db.internal' };
  }
}
