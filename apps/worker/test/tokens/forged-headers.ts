import type { Forgery } from './forgery.ts';
import { encode, signParts, signToken } from './signing-key.ts';
import type { Claims, Workshop } from './token-workshop.ts';

/** A class of headers that must not be taken, although the signature is true. */
function headers(name: string, changes: (workshop: Workshop) => readonly Claims[]): Forgery {
  return { name, forge: (workshop) => workshop.sign(workshop.random.pick(changes(workshop))) };
}

/** A class of texts in place of a header in JSON. */
function headerTexts(name: string, texts: (text: string) => readonly (string | Uint8Array)[]): Forgery {
  return {
    name,
    forge: ({ key, header, claims, random }) =>
      signParts(key, encode(random.pick(texts(JSON.stringify(header())))), encode(claims())),
  };
}

/** What is wrong with a header that is truly signed. */
export const forgedHeaders: readonly Forgery[] = [
  headers('an algorithm in another spelling', () =>
    ['rs256', 'RS256 ', ' RS256', 'Rs256', 'RS256\u0000', 'RS-256', 'RSA256', 'RSASSA-PKCS1-v1_5'].map(
      (alg) => ({ alg }),
    ),
  ),
  headers('no text for an algorithm', () => [
    { alg: undefined },
    { alg: null },
    { alg: ['RS256'] },
    { alg: { name: 'RS256' } },
    { alg: 256 },
    { alg: true },
    { alg: '' },
  ]),
  headers('another algorithm with this signature', () =>
    ['RS384', 'RS512', 'PS256', 'ES256', 'EdDSA', 'HS256', 'none', 'RS1', 'dir'].map((alg) => ({
      alg,
    })),
  ),
  headers('another type', () =>
    [
      'jwt',
      'Jwt',
      'JWT ',
      'at+jwt',
      'application/jwt',
      'JWS',
      'JOSE',
      'logout+jwt',
      '',
      null,
      1,
      ['JWT'],
      {},
    ].map((typ) => ({ typ })),
  ),
  headers('extensions that must be understood', () =>
    [[], ['exp'], ['b64'], ['http://openid.net/specs/x'], null, 'exp', {}, false, 0].map((crit) => ({
      crit,
      b64: true,
    })),
  ),
  headers('a category of machines', () => [{ cat: 'cl_B7d4PD333AAA' }]),
  headers('a category that nobody knows', ({ random }) => [
    { cat: `cl_${random.word(12)}` },
    { cat: 'CL_B7D4PD111AAA' },
    { cat: 'cl_B7d4PD111AAA ' },
    { cat: '' },
    { cat: null },
    { cat: 1 },
    { cat: ['cl_B7d4PD111AAA'] },
    { cat: {} },
  ]),
  headers('a key id that nobody knows', ({ random, key }) => [
    { kid: `ins_${random.word(27)}` },
    { kid: `${key.keyId} ` },
    { kid: key.keyId.toUpperCase() },
    { kid: key.keyId.slice(0, -1) },
    { kid: `${key.keyId}\u0000` },
  ]),
  headers('a key id like a member of every object', () =>
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'size', 'get', 'prototype'].map((kid) => ({
      kid,
    })),
  ),
  headers('a key id that means something elsewhere', () =>
    [
      '../../etc/passwd',
      '/dev/null',
      "' OR 1=1 --",
      '"; DROP TABLE users; --',
      'https://canary.example/key',
      '*',
      '$ne',
      'file:///dev/null',
    ].map((kid) => ({ kid })),
  ),
  headers('no text for a key id', ({ key }) => [
    { kid: undefined },
    { kid: null },
    { kid: 0 },
    { kid: '' },
    { kid: [key.keyId] },
    { kid: { toString: key.keyId } },
    { kid: true },
  ]),
  headers('a very long key id', ({ random }) => [{ kid: random.word(300) }, { kid: random.word(4096) }]),
  headerTexts('a name twice in the header', (text) => [
    text.replace('{', '{"alg":"none",'),
    text.replace('}', ',"alg":"RS256"}'),
    text.replace('{', '{"kid":"x",'),
    text.replace('{', '{"\\u0061lg":"HS256",'),
    text.replace('}', ',"crit":{"a":1,"a":2}}'),
    text.replace('}', ',"x":{"a":1,"a":2}}'),
  ]),
  headerTexts('no JSON for a header', (text) => [
    text.replace('}', ',}'),
    text.replaceAll('"', "'"),
    `${text}x`,
    `${text}{}`,
    text.slice(0, -1),
    `/* */${text}`,
    `\uFEFF${text}`,
    text.replace('{', '{x:1,'),
    '',
    text.replace('RS256', 'RS\n256'),
  ]),
  headerTexts('no object for a header', (text) => [
    `[${text}]`,
    '[]',
    'null',
    '"RS256"',
    '1',
    'true',
    JSON.stringify(text),
  ]),
  headerTexts('no UTF-8 for a header', (text) => {
    const bytes = new TextEncoder().encode(text.replace('}', ',"x":"?"}'));
    const at = bytes.lastIndexOf(0x3f);
    return [0xff, 0xc0, 0x80, 0xed].map((byte) => bytes.with(at, byte));
  }),
  {
    name: 'a key that was withdrawn',
    forge: ({ withdrawnKey, header, claims }) =>
      signToken(withdrawnKey, header({ kid: withdrawnKey.keyId }), claims()),
  },
  {
    name: 'a key of one’s own under the issuer’s id',
    forge: ({ ownKey, header, claims }) => signToken(ownKey, header(), claims()),
  },
  {
    name: 'a key of one’s own in the header',
    forge: ({ ownKey, header, claims, random }) =>
      signToken(ownKey, header({ jwk: ownKey.jwk, ...(random.chance(0.5) && { kid: 'own' }) }), claims()),
  },
  {
    name: 'the address of a key of one’s own in the header',
    forge: ({ ownKey, header, claims, random }) => {
      const url = 'https://canary.example/jwks.json';
      const change = random.pick<Claims>([
        { jku: url },
        { x5u: url },
        { jku: url, kid: 'own' },
        { iss: url },
        { x5u: url, kid: url },
      ]);
      return signToken(ownKey, header(change), claims());
    },
  },
  {
    name: 'a certificate of one’s own in the header',
    forge: ({ ownKey, header, claims, random }) =>
      signToken(ownKey, header({ x5c: [encode(random.bytes(300))], x5t: random.word(27) }), claims()),
  },
];
