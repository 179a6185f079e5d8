import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import { type Delivery, nowMs, nowSeconds, signatureOf, toBytes } from './delivery.ts';
import type { Random } from './random.ts';
import type { DeliveryParts } from './valid-deliveries.ts';

/** Makes something that must not be taken out of what would be genuine. */
export type Forge = (parts: DeliveryParts, random: Random) => Delivery;

const keyOf = (secret: string): Buffer => Buffer.from(secret.replace('whsec_', ''), 'base64');
const bytesOf = (...parts: (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

function hmac(algorithm: string, key: string | Uint8Array, ...content: (string | Uint8Array)[]): string {
  return createHmac(algorithm, key)
    .update(bytesOf(...content))
    .digest('base64');
}

/** Signed as it should be, unless other headers or another body are given. */
function deliver(
  parts: DeliveryParts,
  headers: Record<string, string | null> = {},
  body = parts.body,
): Delivery {
  const { id, timestamp, secret } = parts;
  const all: Record<string, string | null> = {
    'Content-Type': 'application/json',
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${signatureOf(id, timestamp, parts.body, secret)}`,
    ...headers,
  };
  return {
    headers: Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
    body,
  };
}

const withSignature = (parts: DeliveryParts, signature: string): Delivery =>
  deliver(parts, { 'svix-signature': signature });
const genuine = ({ id, timestamp, body, secret }: DeliveryParts): string =>
  signatureOf(id, timestamp, body, secret);
const signed = ({ id, timestamp, body }: DeliveryParts): Buffer => bytesOf(`${id}.${timestamp}.`, body);

/** A body changed by one byte somewhere. */
function changeByte(
  body: Uint8Array,
  random: Random,
  change: (before: Buffer, at: number) => Uint8Array,
): Uint8Array {
  return change(Buffer.from(body), random.nextInt(0, body.length - 1));
}

/** Signed with the right secret over a timestamp in this form; some libraries read a number out of it. */
const timed =
  (write: (timestamp: string, random: Random) => string, isRead: boolean): Forge =>
  (parts, random) => {
    const sloppy = write(parts.timestamp, random);
    const signature = signatureOf(parts.id, isRead ? parts.timestamp : sloppy, parts.body, parts.secret);
    return deliver(parts, { 'svix-timestamp': sloppy, 'svix-signature': `v1,${signature}` });
  };

const far =
  (seconds: number): Forge =>
  (parts, random) => {
    const timestamp = String(
      nowSeconds + seconds * random.pick([1, 1, 2, 10, 1000]) + Math.sign(seconds) * random.nextInt(0, 99),
    );
    return deliver({ ...parts, timestamp });
  };

/** Every way of forging that the tests know, by its name. */
export const forgeries: Readonly<Record<string, Forge>> = {
  'no signature': (parts) => deliver(parts, { 'svix-signature': null }),
  'no id': (parts) => deliver(parts, { 'svix-id': null }),
  'no timestamp': (parts) => deliver(parts, { 'svix-timestamp': null }),
  'no headers': ({ body }) => ({ headers: {}, body }),
  'empty headers': (parts, random) =>
    deliver(parts, { [random.pick(['svix-id', 'svix-timestamp', 'svix-signature'])]: '' }),
  'names without a brand': (parts) => {
    const { headers, body } = deliver(parts);
    return {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.replace('svix', 'webhook'), value]),
      ),
      body,
    };
  },
  'another secret': (parts, random) =>
    withSignature(parts, `v1,${hmac('sha256', random.text('abcdef', 24), signed(parts))}`),
  'an empty key': (parts) => withSignature(parts, `v1,${hmac('sha256', '', signed(parts))}`),
  'the secret’s text as the key': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', parts.secret, signed(parts))}`),
  'the secret’s base64 as the key': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', parts.secret.slice(6), signed(parts))}`),
  'half of the key': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', keyOf(parts.secret).subarray(0, 12), signed(parts))}`),
  'HMAC-SHA-1': (parts) => withSignature(parts, `v1,${hmac('sha1', keyOf(parts.secret), signed(parts))}`),
  'HMAC-SHA-512': (parts) => withSignature(parts, `v1,${hmac('sha512', keyOf(parts.secret), signed(parts))}`),
  'HMAC-SHA-512, cut': (parts) =>
    withSignature(
      parts,
      `v1,${Buffer.from(hmac('sha512', keyOf(parts.secret), signed(parts)), 'base64')
        .subarray(0, 32)
        .toString('base64')}`,
    ),
  'a hash without a key': (parts) =>
    withSignature(parts, `v1,${createHash('sha256').update(signed(parts)).digest('base64')}`),
  'a hash with the key in front': (parts) =>
    withSignature(
      parts,
      `v1,${createHash('sha256')
        .update(bytesOf(keyOf(parts.secret), signed(parts)))
        .digest('base64')}`,
    ),
  'a signature of the body alone': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', keyOf(parts.secret), parts.body)}`),
  'a signature without the id': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', keyOf(parts.secret), `${parts.timestamp}.`, parts.body)}`),
  'a signature without the timestamp': (parts) =>
    withSignature(parts, `v1,${hmac('sha256', keyOf(parts.secret), `${parts.id}.`, parts.body)}`),
  'other separators': (parts, random) =>
    withSignature(
      parts,
      `v1,${hmac('sha256', keyOf(parts.secret), [parts.id, parts.timestamp, ''].join(random.pick([':', '', '\n', '..'])), parts.body)}`,
    ),
  'the parts in another order': (parts) =>
    withSignature(
      parts,
      `v1,${hmac('sha256', keyOf(parts.secret), `${parts.timestamp}.${parts.id}.`, parts.body)}`,
    ),
  'a bit of the body': (parts, random) =>
    deliver(
      parts,
      {},
      changeByte(parts.body, random, (body, at) =>
        body.map((byte, n) => (n === at ? byte ^ (1 << random.nextInt(0, 7)) : byte)),
      ),
    ),
  'a byte of the body taken away': (parts, random) =>
    deliver(
      parts,
      {},
      changeByte(parts.body, random, (body, at) => bytesOf(body.subarray(0, at), body.subarray(at + 1))),
    ),
  'a byte of the body put in': (parts, random) =>
    deliver(
      parts,
      {},
      changeByte(parts.body, random, (body, at) => bytesOf(body.subarray(0, at), ' ', body.subarray(at))),
    ),
  'something behind the body': (parts, random) =>
    deliver(parts, {}, bytesOf(parts.body, random.pick(['\n', ' ', '\0', '{}', '\ufeff']))),
  'a byte order mark in front': (parts) => deliver(parts, {}, bytesOf('\ufeff', parts.body)),
  'no body': (parts) => deliver(parts, {}, new Uint8Array()),
  'the body cut': (parts, random) =>
    deliver(parts, {}, parts.body.subarray(0, random.nextInt(1, parts.body.length - 1))),
  'the body in UTF-16': (parts) =>
    deliver(parts, {}, Buffer.from(new TextDecoder().decode(parts.body), 'utf16le')),
  'JSON written again': (parts) => {
    const text = JSON.stringify(JSON.parse(new TextDecoder().decode(parts.body)), null, 3);
    return deliver(parts, {}, toBytes(text));
  },
  'a field more': (parts) => {
    const event: unknown = JSON.parse(new TextDecoder().decode(parts.body));
    return deliver(
      parts,
      {},
      toBytes({ ...(typeof event === 'object' && event), type: 'user.deleted', x: 1 }),
    );
  },
  'a body that is not UTF-8, signed as what it is decoded to': (parts, random) => {
    const broken = bytesOf(
      '{"type":"user.created","x":"',
      new Uint8Array([random.pick([0xff, 0xc0, 0x80, 0xfe])]),
      '"}',
    );
    const decoded = toBytes(new TextDecoder().decode(broken));
    return deliver({ ...parts, body: decoded }, {}, broken);
  },
  'another id': (parts, random) => deliver(parts, { 'svix-id': `msg_${random.text('xyz', 27)}` }),
  'the id in other letters': (parts) => deliver(parts, { 'svix-id': `${parts.id}_`.toUpperCase() }),
  'the id with a part of the rest': (parts) => {
    // What is signed is the same, with its parts divided elsewhere.
    const inner = toBytes(`${nowSeconds}.${new TextDecoder().decode(parts.body)}`);
    const signature = signatureOf(parts.id, parts.timestamp, inner, parts.secret);
    const headers = {
      'svix-id': `${parts.id}.${parts.timestamp}`,
      'svix-timestamp': String(nowSeconds),
      'svix-signature': `v1,${signature}`,
    };
    return deliver(parts, headers);
  },
  'an id that is none, signed': (parts, random) =>
    deliver({
      ...parts,
      id: random.pick(['a b', 'm,n', "m'--", '{}', 'm/../n', 'm%00', 'm'.repeat(129), 'm;n', 'm.n']),
    }),
  'two ids': (parts) => deliver(parts, { 'svix-id': `${parts.id}, ${parts.id}` }),
  'another timestamp': (parts, random) =>
    deliver(parts, { 'svix-timestamp': String(Number(parts.timestamp) + random.pick([-60, -1, 1, 60])) }),
  'an old delivery, sent now': (parts) => {
    const old = { ...parts, timestamp: String(nowSeconds - 10_000) };
    return deliver(parts, { 'svix-signature': `v1,${genuine(old)}` });
  },
  'too old': far(-301),
  'too new': far(301),
  'a timestamp in milliseconds, signed': timed(() => String(nowMs), false),
  'a timestamp with letters, signed': timed(
    (one, random) => `${one}${random.pick(['abc', 's', 'Z', 'n'])}`,
    false,
  ),
  'a timestamp with letters, signed as it is read': timed(
    (one, random) => `${one}${random.pick(['abc', 's', 'Z', 'n'])}`,
    true,
  ),
  'a timestamp with a fraction, signed as it is read': timed(
    (one, random) => `${one}${random.pick(['.9', '.0', '.', 'e0'])}`,
    true,
  ),
  'a timestamp with a sign, signed as it is read': timed((one) => `+${one}`, true),
  'a timestamp with zeros, signed as it is read': timed(
    (one, random) => `${'0'.repeat(random.nextInt(1, 5))}${one}`,
    true,
  ),
  'two timestamps, signed as they are read': timed((one) => `${one}, ${one}`, true),
  'a timestamp in another base, signed': timed((one) => `0x${Number(one).toString(16)}`, false),
  'a timestamp that is a word': (parts, random) =>
    deliver(parts, { 'svix-timestamp': random.pick(['now', 'NaN', 'Infinity', '-1', '0', 'null', '1e9']) }),
  'another version': (parts, random) =>
    withSignature(parts, `${random.pick(['v0', 'v2', 'v1a', 'v11', 'v01'])},${genuine(parts)}`),
  'a version in capitals': (parts) => withSignature(parts, `V1,${genuine(parts)}`),
  'no version': (parts) => withSignature(parts, genuine(parts)),
  'an equals sign for the comma': (parts) => withSignature(parts, `v1=${genuine(parts)}`),
  'three parts': (parts, random) =>
    withSignature(parts, `v1,${genuine(parts)},${random.pick(['x', 'v1', ''])}`),
  'half a signature': (parts, random) =>
    withSignature(parts, `v1,${genuine(parts).slice(0, random.nextInt(1, 43))}`),
  'no signature behind the version': (parts, random) =>
    withSignature(parts, random.pick(['v1,', 'v1', 'v1, ', ','])),
  'a signature in hexadecimal': (parts) =>
    withSignature(parts, `v1,${Buffer.from(genuine(parts), 'base64').toString('hex')}`),
  'a signature for addresses': (parts) =>
    withSignature(parts, `v1,-${genuine(parts).slice(1).replaceAll('+', '-').replaceAll('/', '_')}`),
  'a signature without its padding': (parts) => withSignature(parts, `v1,${genuine(parts).slice(0, 43)}`),
  'a signature with bits too many': (parts, random) => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const last = letters.indexOf(genuine(parts).charAt(42));
    return withSignature(parts, `v1,${genuine(parts).slice(0, 42)}${letters[last + random.nextInt(1, 3)]}=`);
  },
  'a signature with something behind it': (parts, random) =>
    withSignature(parts, `v1,${genuine(parts)}${random.pick(['=', 'A', 'A===', '%'])}`),
  'a bit of the signature': (parts, random) => {
    const bytes = Buffer.from(genuine(parts), 'base64');
    const at = random.nextInt(0, 31);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.nextInt(0, 7));
    return withSignature(parts, `v1,${bytes.toString('base64')}`);
  },
  'a signature of zeros, and what is none': (parts, random) =>
    withSignature(
      parts,
      `v1,${random.pick([Buffer.alloc(32).toString('base64'), 'undefined', 'null', 'true', '*', '[object', 'A'.repeat(44)])}`,
    ),
  'a signature of another delivery': (parts) =>
    withSignature(parts, `v1,${genuine({ ...parts, body: toBytes('{"type":"user.created"}') })}`),
  'two headers of signatures': (parts) => withSignature(parts, `v1,${genuine(parts)}, v1,${genuine(parts)}`),
  'signatures with two blanks between them': (parts) =>
    withSignature(parts, `v1,${'A'.repeat(43)}=  v1,${genuine(parts)}`),
  'signatures with a tab between them': (parts) =>
    withSignature(parts, `v1,${'A'.repeat(43)}=\tv1,${genuine(parts)}`),
  'the right signature behind sixteen others': (parts) =>
    withSignature(parts, [...Array.from({ length: 16 }, () => 'v2,x'), `v1,${genuine(parts)}`].join(' ')),
  'the right signature behind a huge one': (parts) =>
    withSignature(parts, `v2,${'x'.repeat(2048)} v1,${genuine(parts)}`),
};

const signedHeaders = ['svix-id', 'svix-timestamp', 'svix-signature'] as const;

/** One of the three headers changed in one place. Blanks at its ends would be taken away on the way. */
const changeHeader =
  (change: (value: string, at: number, character: string) => string): Forge =>
  (parts, random) => {
    const { headers, body } = deliver(parts);
    const name = random.pick(signedHeaders);
    const before = headers[name] ?? '';
    let after = before;
    while (after === before) {
      after = change(
        before,
        random.nextInt(0, before.length - 1),
        random.pick([...'0123456789azAZ+/=,._-:;"*~']),
      );
    }
    return { headers: { ...headers, [name]: after }, body };
  };

/** Small changes by chance, of which some are none to the public libraries. */
export const mutations: Readonly<Record<string, Forge>> = {
  'a character of a header put in': changeHeader(
    (value, at, one) => value.slice(0, at) + one + value.slice(at),
  ),
  'a character of a header taken away': changeHeader((value, at) => value.slice(0, at) + value.slice(at + 1)),
  'a character of a header changed': changeHeader(
    (value, at, one) => value.slice(0, at) + one + value.slice(at + 1),
  ),
  'two characters of a header exchanged': changeHeader(
    (value, at) =>
      value.slice(0, at) + value.slice(at + 1, at + 2) + value.slice(at, at + 1) + value.slice(at + 2),
  ),
};
