import { Buffer } from 'node:buffer';
import { createHash, createHmac } from 'node:crypto';
import type { Forgery } from './forgery.ts';
import { applyPrivateKey } from './raw-rsa.ts';
import { encode, type SigningKey, signToken } from './signing-key.ts';
import type { Workshop } from './token-workshop.ts';

const sha256Prefix = Buffer.from('3031300d060960864801650304020105000420', 'hex');
const sha256PrefixWithoutNull = Buffer.from('302f300b0609608648016503040201' + '0420', 'hex');
const sha1Prefix = Buffer.from('3021300906052b0e03021a05000414', 'hex');
const blockBytes = 256;

const contentOf = ({ header, claims }: Workshop, headerChange = {}) =>
  `${encode(header(headerChange))}.${encode(claims())}`;
const hash = (content: string, name = 'sha256') => createHash(name).update(content).digest();

/** The block that is signed (RFC 8017, section 9.2): 00 01 FF … FF 00, prefix, hash; each part may be another. */
function makeBlock(
  digest: Uint8Array,
  { prefix = sha256Prefix, start = [0, 1], fill = 0xff, separator = [0], tail = Buffer.alloc(0) } = {},
): Uint8Array {
  const end = Buffer.concat([Buffer.from(separator), prefix, digest, tail]);
  return Buffer.concat([Buffer.from(start), Buffer.alloc(blockBytes - start.length - end.length, fill), end]);
}

/** The signature is by the issuer's key, over a block that is not as it must be. */
function blocks(name: string, make: (content: string, workshop: Workshop) => Uint8Array): Forgery {
  return {
    name,
    forge: (workshop) => {
      const content = contentOf(workshop);
      return `${content}.${encode(applyPrivateKey(workshop.key, make(content, workshop)))}`;
    },
  };
}

/** A token whose signature is made like those of the blocks below, and is right: it shows that these are made well. */
export function signBlock(workshop: Workshop): string {
  const content = contentOf(workshop);
  return `${content}.${encode(applyPrivateKey(workshop.key, makeBlock(hash(content))))}`;
}

/** The issuer's public key as text, as it might lie about. */
function listSpellings({ jwk }: SigningKey): readonly (string | Buffer)[] {
  const n = Buffer.from(jwk.n, 'base64url');
  // SubjectPublicKeyInfo (RFC 5280) of an RSA key of 2,048 bits.
  const der = Buffer.concat([
    Buffer.from('30820122300d06092a864886f70d01010105000382010f003082010a0282010100', 'hex'),
    n,
    Buffer.from('0203010001', 'hex'),
  ]);
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----`;
  return [pem, `${pem}\n`, der, n, jwk.n, JSON.stringify(jwk), jwk.kid, '', 'secret', '\u0000'];
}

async function signAs(
  workshop: Workshop,
  alg: string,
  { name, hash: hashName, saltLength = 0 }: { name: string; hash: string; saltLength?: number },
): Promise<string> {
  const content = contentOf(workshop, { alg });
  const privateJwk = { ...workshop.key.privateJwk, alg };
  const key = await crypto.subtle.importKey('jwk', privateJwk, { name, hash: hashName }, false, ['sign']);
  const signature = await crypto.subtle.sign({ name, saltLength }, key, new TextEncoder().encode(content));
  return `${content}.${encode(new Uint8Array(signature))}`;
}

/** What is wrong with the signature, and with the algorithm that made it. */
export const forgedSignatures: readonly Forgery[] = [
  {
    name: 'no algorithm and no signature',
    forge: (workshop) =>
      `${contentOf(workshop, { alg: workshop.random.pick(['none', 'None', 'NONE', 'nOnE', 'null', '']) })}.`,
  },
  {
    name: 'no algorithm and some signature',
    forge: async (workshop) =>
      `${contentOf(workshop, { alg: 'none' })}.${encode(workshop.random.bytes(blockBytes))}`,
  },
  {
    name: 'the public key as a secret',
    forge: (workshop) => {
      const [alg, name] = workshop.random.pick([
        ['HS256', 'sha256'],
        ['HS384', 'sha384'],
        ['HS512', 'sha512'],
        ['RS256', 'sha256'],
      ]);
      const content = contentOf(workshop, { alg });
      const secret = workshop.random.pick(listSpellings(workshop.key));
      return `${content}.${encode(new Uint8Array(createHmac(name, secret).update(content).digest()))}`;
    },
  },
  {
    name: 'RSA with a longer hash, truly signed',
    forge: (workshop) => {
      const [alg, hashName] = workshop.random.pick([
        ['RS384', 'SHA-384'],
        ['RS512', 'SHA-512'],
      ]);
      return signAs(workshop, alg, { name: 'RSASSA-PKCS1-v1_5', hash: hashName });
    },
  },
  {
    name: 'RSA-PSS, truly signed',
    forge: (workshop) => {
      const saltLength = workshop.random.pick([0, 20, 32]);
      return signAs(workshop, 'PS256', { name: 'RSA-PSS', hash: 'SHA-256', saltLength });
    },
  },
  {
    name: 'an elliptic curve, truly signed',
    forge: async (workshop) => {
      const content = contentOf(workshop, { alg: 'ES256' });
      const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
        'sign',
        'verify',
      ]);
      if (!('privateKey' in pair)) throw new Error('no pair of keys');
      const bytes = new TextEncoder().encode(content);
      const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, bytes);
      return `${content}.${encode(new Uint8Array(signature))}`;
    },
  },
  {
    name: 'a signature of noise',
    forge: (workshop) => `${contentOf(workshop)}.${encode(workshop.random.bytes(blockBytes))}`,
  },
  {
    name: 'a signature of one byte over and over',
    forge: (workshop) =>
      `${contentOf(workshop)}.${encode(new Uint8Array(blockBytes).fill(workshop.random.pick([0, 1, 0x7f, 0xff])))}`,
  },
  {
    name: 'a signature of another length',
    forge: (workshop) =>
      `${contentOf(workshop)}.${encode(workshop.random.bytes(workshop.random.pick([1, 20, 32, 64, 128, 255, 257, 512, 1024, 1025])))}`,
  },
  {
    name: 'the signature of another token',
    forge: async (workshop) => `${contentOf(workshop)}.${(await workshop.sign({})).split('.')[2]}`,
  },
  {
    name: 'the person exchanged',
    forge: async (workshop) => {
      const [header, , signature] = (await workshop.sign({})).split('.');
      return `${header}.${encode(workshop.claims({ sub: 'user_admin', metadata: { tier: 'admin' } }))}.${signature}`;
    },
  },
  {
    name: 'the same JSON in another spelling',
    forge: async (workshop) => {
      const claims = workshop.claims();
      const [header, , signature] = (await signToken(workshop.key, workshop.header(), claims)).split('.');
      const text = workshop.random.pick([
        JSON.stringify(claims, null, 1),
        `${JSON.stringify(claims)} `,
        JSON.stringify(Object.fromEntries(Object.entries(claims).reverse())),
      ]);
      return `${header}.${encode(text)}.${signature}`;
    },
  },
  {
    name: 'a true signature with zeros around it',
    forge: async (workshop) => {
      const content = contentOf(workshop);
      const signature = await workshop.key.sign(content);
      const parts = workshop.random.pick([
        [Buffer.alloc(1), signature],
        [signature, Buffer.alloc(1)],
        [Buffer.alloc(8), signature],
      ]);
      return `${content}.${encode(new Uint8Array(Buffer.concat(parts)))}`;
    },
  },
  {
    name: 'a true signature plus the modulus',
    forge: async (workshop) => {
      const content = contentOf(workshop);
      const toInteger = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
      const sum =
        toInteger(await workshop.key.sign(content)) + toInteger(Buffer.from(workshop.key.jwk.n, 'base64url'));
      const hex = sum.toString(16);
      return `${content}.${encode(new Uint8Array(Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')))}`;
    },
  },
  {
    name: 'a true signature of something else of the token',
    forge: async (workshop) => {
      const [header = '', claims = ''] = contentOf(workshop).split('.');
      const other = workshop.random.pick([
        header,
        claims,
        `${claims}.${header}`,
        `${header}${claims}`,
        `${header}.${claims}.`,
        `${header}.${Buffer.from(claims, 'base64url').toString()}`,
        hash(`${header}.${claims}`).toString('hex'),
      ]);
      return `${header}.${claims}.${encode(await workshop.key.sign(other))}`;
    },
  },
  {
    name: 'a true signature in another alphabet',
    forge: async (workshop) => {
      const content = contentOf(workshop);
      const signature = Buffer.from(await workshop.key.sign(content));
      return `${content}.${workshop.random.pick([signature.toString('hex'), signature.toString('base64'), signature.toString('hex').toUpperCase()])}`;
    },
  },
  blocks('padding of zeros', (content) => makeBlock(hash(content), { fill: 0 })),
  blocks('padding of another kind', (content, { random }) =>
    makeBlock(hash(content), {
      start: random.pick([
        [0, 2],
        [0, 0],
        [0, 3],
      ]),
    }),
  ),
  blocks('padding that ends early, noise behind the hash', (content, { random }) =>
    makeBlock(hash(content), { tail: Buffer.from(random.bytes(random.integer(1, 150))) }),
  ),
  blocks('padding without an end', (content) => makeBlock(hash(content), { separator: [] })),
  blocks('a block without the name of its hash', (content) =>
    makeBlock(hash(content), { prefix: Buffer.alloc(0) }),
  ),
  blocks('a block whose hash has no parameters', (content) =>
    makeBlock(hash(content), { prefix: sha256PrefixWithoutNull }),
  ),
  blocks('a block of SHA-1', (content) => makeBlock(hash(content, 'sha1'), { prefix: sha1Prefix })),
  blocks('a block of half a hash', (content) => makeBlock(hash(content).subarray(0, 16))),
  blocks('a block of the hash of the hash', (content) => makeBlock(hash(hash(content).toString('latin1')))),
  blocks('the block that would be right for other claims', (_content, workshop) =>
    makeBlock(hash(contentOf(workshop))),
  ),
];
