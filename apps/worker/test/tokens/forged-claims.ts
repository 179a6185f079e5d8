import { gzipSync } from 'node:zlib';
import type { Forgery } from './forgery.ts';
import { encode, signParts } from './signing-key.ts';
import { type Claims, type Workshop, world } from './token-workshop.ts';

const { now, issuer, ownOrigin } = world;

/** A class of claims that must not be taken, although the signature is true: values of one claim. */
function values(
  claim: string,
  name: string,
  list: (workshop: Workshop) => readonly unknown[],
  more: Partial<Forgery> = {},
): Forgery {
  return {
    name,
    forge: (workshop) => {
      return workshop.sign({}, { [claim]: workshop.random.pick(list(workshop)) });
    },
    ...more,
  };
}

/** A class of claims that are wrong together. */
function changes(name: string, list: (workshop: Workshop) => readonly Claims[]): Forgery {
  return { name, forge: (workshop) => workshop.sign({}, workshop.random.pick(list(workshop))) };
}

/** A class of texts in place of claims in JSON. */
function texts(
  name: string,
  list: (text: string, claims: Claims) => readonly (string | Uint8Array)[],
): Forgery {
  return {
    name,
    forge: ({ key, header, claims, random }) => {
      const made = claims();
      return signParts(key, encode(header()), encode(random.pick(list(JSON.stringify(made), made))));
    },
  };
}

const notTimes = [
  undefined,
  null,
  '',
  true,
  [],
  {},
  [now],
  { now },
  `${now + 30}`,
  now + 0.5,
  -1,
  -now,
  2 ** 53,
  1e300,
];

/** What is wrong with claims that are truly signed. */
export const forgedClaims: readonly Forgery[] = [
  values('iss', 'another issuer', ({ random }) => [
    'https://evil.example',
    `https://${random.word(8).toLowerCase()}.clerk.accounts.dev`,
    'https://clerk.example.com.evil.example',
    'https://evil.example/https://clerk.example.com',
    'https://accounts.example.com',
    'https://example.com',
  ]),
  values('iss', 'the issuer in another spelling', () => [
    `${issuer}/`,
    `${issuer}/.well-known`,
    issuer.replace('https', 'http'),
    issuer.toUpperCase(),
    'https://Clerk.example.com',
    `${issuer}:443`,
    issuer.replace('//', '//user@'),
    'clerk.example.com',
    ` ${issuer}`,
    `${issuer}\n`,
    `${issuer}.`,
    `${issuer}?`,
    `${issuer}#`,
    issuer.replace('.example', '․example'),
  ]),
  values('iss', 'no text for an issuer', () => [undefined, null, '', 1, [issuer], { url: issuer }, true]),
  values('azp', 'a page of somebody else', ({ random }) => [
    'https://evil.example',
    `https://${random.word(6).toLowerCase()}.example.com`,
    'https://app.example.com.evil.example',
    'https://evilapp.example.com',
    'https://example.com',
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:4200',
  ]),
  values('azp', 'a page in another spelling', () => [
    'https://App.example.com',
    'HTTPS://app.example.com',
    'https://app.example.com/',
    'https://app.example.com:443',
    'http://app.example.com',
    'app.example.com',
    ' https://app.example.com',
    'https://app.example.com,https://evil.example',
    'https://app.example.com\u0000',
    `${ownOrigin}/`,
    'https://app․example.com',
    '*',
    'null',
    '',
  ]),
  values('azp', 'no text for a page', () => [
    null,
    1,
    true,
    [],
    ['https://app.example.com'],
    { origin: ownOrigin },
    {},
  ]),
  values('azp', 'a cookie that does not say for which page it is', () => [undefined], {
    presentation: 'cookie',
  }),
  changes('expired', ({ random }) => {
    const ago = random.integer(5, 86_000);
    return [{ iat: now - ago - 60, nbf: now - ago - 70, exp: now - ago }];
  }),
  values('exp', 'no time for the expiry', () => notTimes),
  values('iat', 'no time for the issue', () => notTimes),
  values('nbf', 'no time for the beginning', () => notTimes.slice(1)),
  texts('a time that overflows', (text) => [
    text.replace(/"exp":\d+/, '"exp":1e400'),
    text.replace(/"exp":\d+/, '"exp":-1e400'),
    text.replace(/"iat":\d+/, '"iat":-1e999'),
    text.replace(/"nbf":\d+/, '"nbf":-1e400'),
    text.replace(/"exp":\d+/, `"exp":${'9'.repeat(400)}`),
  ]),
  changes('begins in the future', ({ random }) => [{ nbf: now + random.integer(6, 100_000) }]),
  changes('issued in the future', ({ random }) => {
    const issuedAt = now + random.integer(6, 100_000);
    return [{ iat: issuedAt, exp: issuedAt + 60, nbf: now - 10 }];
  }),
  changes('expires before it was issued', ({ random }) => [
    { iat: now, exp: now - random.integer(0, 4) },
    { iat: now + 4, exp: now + random.integer(0, 4) },
  ]),
  changes('lives longer than a day', ({ random }) => {
    const issuedAt = now - random.integer(0, 50);
    return [{ iat: issuedAt, exp: issuedAt + 86_401 + random.integer(0, 10 ** 9) }];
  }),
  values('sub', 'nobody', () => [undefined, null, '', 'user_', 'user', '_', ' ']),
  values('sub', 'no person', ({ random }) => [
    `mch_${random.word(27)}`,
    `org_${random.word(27)}`,
    `client_${random.word(27)}`,
    `sess_${random.word(27)}`,
    `agt_${random.word(9)}`,
  ]),
  values('sub', 'no text for a person', () => [
    1,
    true,
    [],
    ['user_a'],
    { id: 'user_a' },
    { toString: 'user_a' },
  ]),
  values('sub', 'a person in another form', ({ random }) => {
    const id = `user_${random.word(27)}`;
    return [
      ` ${id}`,
      `${id} `,
      `${id}\n`,
      `${id}\u0000`,
      `x${id}`,
      id.toUpperCase(),
      `${id}-`,
      `${id}/../user_a`,
      `${id}'--`,
      `${id},user_a`,
      'user_ä',
      `${id}\nuser_a`,
      `USER_${id}`,
    ];
  }),
  values('sub', 'a person like a member of every object', () => [
    '__proto__',
    'constructor',
    'user___proto__',
    'toString',
  ]),
  values('sts', 'a session that is not finished', ({ random }) => [
    'pending',
    'ended',
    'revoked',
    'ACTIVE',
    'active ',
    '',
    random.word(6),
  ]),
  values('sts', 'no text for the status', () => [null, 0, 1, true, false, [], ['active'], {}]),
  values('act', 'an actor who cannot be named', () => [
    null,
    {},
    [],
    '',
    'user_a',
    0,
    true,
    { sub: null },
    { sub: '' },
    { sub: 1 },
    { sub: ['user_a'] },
    [{ sub: 'user_a' }],
  ]),
  values('aud', 'other receivers', ({ random }) => [
    'convex',
    'https://api.example.com',
    random.word(10),
    ['convex'],
    ['convex', 'hasura'],
    ['bloqr-backend-staging'],
  ]),
  values('aud', 'the receiver in another spelling', () => [
    'Bloqr-Backend',
    'bloqr-backend ',
    'bloqr',
    'bloqr-backend,convex',
    'bloqr_backend',
    ['BLOQR-BACKEND'],
    [['bloqr-backend']],
  ]),
  values('aud', 'no text for receivers', () => [
    null,
    '',
    0,
    true,
    {},
    [],
    { 'bloqr-backend': true },
    ['bloqr-backend', 1],
    ['bloqr-backend', null],
    [null],
    { 0: 'bloqr-backend', length: 1 },
  ]),
  texts('a name twice', (text, { sub }) => [
    text.replace('{', '{"sub":"user_admin",'),
    text.replace(/}$/, ',"sub":"user_admin"}'),
    text.replace('{', '{"\\u0073ub":"user_admin",'),
    text.replace(/}$/, ',"exp":9999999999}'),
    text.replace('{', '{"iss":"https://evil.example",'),
    text.replace(/}$/, `,"sub":${JSON.stringify(sub)}}`),
    text.replace(/}$/, ',"s\\u0074s":"active"}'),
  ]),
  texts('a name twice, deep inside', (text) => [
    text.replace(/}$/, ',"m":{"tier":"free","tier":"admin"}}'),
    text.replace(/}$/, ',"m":[[{"a":{"b":1,"b":1}}]]}'),
    text.replace(/}$/, ',"m":{"a":1,"\\u0061":2}}'),
  ]),
  texts('no JSON', (text) => [
    text.replace(/}$/, ',}'),
    text.replaceAll('"', "'"),
    `${text}x`,
    `${text}${text}`,
    text.slice(0, -1),
    `// \n${text}`,
    `\uFEFF${text}`,
    '',
    ' ',
    text.replace('{', '{"x":NaN,'),
    text.replace('{', '{"x":01,'),
    text.replace('{', '{"x":0x10,'),
    text.replace('{', '{"x":"\n",'),
    text.replace('{', '{"x":+1,'),
    `${text}\u0000`,
  ]),
  texts('no object', (text) => [`[${text}]`, '[]', 'null', '1', 'true', '"user_a"', JSON.stringify(text)]),
  texts('no UTF-8', (text) => {
    const bytes = new TextEncoder().encode(text.replace(/}$/, ',"x":"?"}'));
    const at = bytes.lastIndexOf(0x3f);
    const utf16 = new Uint8Array(new Uint16Array([...text].map((letter) => letter.charCodeAt(0))).buffer);
    return [bytes.with(at, 0xff), bytes.with(at, 0xc1), bytes.with(at, 0x80), bytes.with(at, 0xf8), utf16];
  }),
  texts('compressed', (text) => [new Uint8Array(gzipSync(text))]),
  texts('deeper than a thousand levels', (text) => [
    text.replace(/}$/, `,"m":${'['.repeat(1100)}${']'.repeat(1100)}}`),
  ]),
];
