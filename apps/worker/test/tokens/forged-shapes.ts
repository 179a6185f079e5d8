import { Buffer } from 'node:buffer';
import type { Forgery } from './forgery.ts';
import { encode, signParts, signToken } from './signing-key.ts';
import type { Workshop } from './token-workshop.ts';

const spaces = [' ', '\n', '\t', '\r\n', '\u00a0', '\u0000', '\u200b'] as const;

async function split(workshop: Workshop): Promise<[string, string, string]> {
  const [header = '', claims = '', signature = ''] = (await workshop.sign({})).split('.');
  return [header, claims, signature];
}

/** Swaps a character for another of the alphabet. */
function alter(text: string, { random }: Workshop): string {
  const at = random.integer(0, text.length - 2);
  const other = random.pick([...'ABCDwxyz0189-_']);
  return other === text[at]
    ? alter(text, { random } as Workshop)
    : text.slice(0, at) + other + text.slice(at + 1);
}

function insert(text: string, piece: string, { random }: Workshop): string {
  const at = random.integer(0, text.length);
  return text.slice(0, at) + piece + text.slice(at);
}

/** Sets the bits of the last character that stand for nothing. */
function setUnusedBits(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet.charAt(alphabet.indexOf(text.slice(-1)) | 1);
}

/** Claims whose encoding ends in a character with unused bits. */
function encodeWithUnusedBits(workshop: Workshop): string {
  for (;;) {
    const text = encode(workshop.claims({ pad: workshop.random.word(workshop.random.integer(1, 3)) }));
    if (text.length % 4 !== 0) return text;
  }
}

/** What is wrong with the text of the token, whatever it says. */
export const forgedShapes: readonly Forgery[] = [
  {
    name: 'nothing',
    forge: ({ random }) => random.pick(['', '.', '..', '...', ' ', 'null', 'undefined', '{}']),
  },
  {
    name: 'noise',
    forge: ({ random }) => Buffer.from(random.bytes(random.integer(1, 800))).toString('base64url'),
  },
  {
    name: 'noise in three parts',
    forge: ({ random }) => [40, 300, 256].map((count) => encode(random.bytes(count))).join('.'),
  },
  { name: 'two parts', forge: async (workshop) => (await split(workshop)).slice(0, 2).join('.') },
  {
    name: 'an empty signature',
    forge: async (workshop) => `${(await split(workshop)).slice(0, 2).join('.')}.`,
  },
  {
    name: 'four parts',
    forge: async (workshop) => `${await workshop.sign({})}.${workshop.random.pick(['', 'AA', 'e30'])}`,
  },
  {
    name: 'five parts',
    forge: async (workshop) =>
      `${await workshop.sign({})}.${workshop.random.word(8)}.${workshop.random.word(8)}`,
  },
  {
    name: 'a part left empty',
    forge: async (workshop) => {
      const parts = await split(workshop);
      parts[workshop.random.integer(0, 2)] = '';
      return parts.join('.');
    },
  },
  {
    name: 'parts in another order',
    forge: async (workshop) => {
      const [header, claims, signature] = await split(workshop);
      return workshop.random
        .pick([
          [claims, header, signature],
          [header, signature, claims],
          [signature, header, claims],
        ])
        .join('.');
    },
  },
  {
    name: 'a signed object in JSON',
    forge: async (workshop) => {
      const [header, payload, signature] = await split(workshop);
      return workshop.random.pick([
        JSON.stringify({ protected: header, payload, signature }),
        JSON.stringify({ payload, signatures: [{ protected: header, signature }] }),
      ]);
    },
  },
  { name: 'the token in quotation marks', forge: async ({ sign }) => JSON.stringify(await sign({})) },
  { name: 'the word Bearer inside', forge: async ({ sign }) => `Bearer ${await sign({})}` },
  { name: 'space before it', forge: async ({ sign, random }) => random.pick(spaces) + (await sign({})) },
  { name: 'space behind it', forge: async ({ sign, random }) => (await sign({})) + random.pick(spaces) },
  {
    name: 'space inside',
    forge: async (workshop) => insert(await workshop.sign({}), workshop.random.pick(spaces), workshop),
  },
  {
    name: 'space inside, truly signed',
    forge: async (workshop) => {
      const claims = insert(
        encode(workshop.claims()),
        workshop.random.pick([' ', '\n', '\t', '\r\n']),
        workshop,
      );
      return signParts(workshop.key, encode(workshop.header()), claims);
    },
  },
  {
    name: 'padding',
    forge: async (workshop) => {
      const parts = await split(workshop);
      parts[workshop.random.integer(0, 2)] += workshop.random.pick(['=', '==', '===', '%3D']);
      return parts.join('.');
    },
  },
  {
    name: 'padding, truly signed',
    forge: ({ key, header, claims, random }) =>
      random.chance(0.5)
        ? signParts(key, `${encode(header())}=`, encode(claims()))
        : signParts(key, encode(header()), `${encode(claims())}==`),
  },
  {
    name: 'plain base64',
    forge: async (workshop) => {
      for (;;) {
        const token = await workshop.sign({});
        const plain = token.replaceAll('-', '+').replaceAll('_', '/');
        if (plain !== token) return plain;
      }
    },
  },
  {
    name: 'unused bits in the signature',
    forge: async (workshop) => {
      const [header, claims, signature] = await split(workshop);
      return `${header}.${claims}.${setUnusedBits(signature)}`;
    },
  },
  {
    name: 'unused bits in the claims, truly signed',
    forge: (workshop) =>
      signParts(workshop.key, encode(workshop.header()), setUnusedBits(encodeWithUnusedBits(workshop))),
  },
  {
    name: 'a dot that is none',
    forge: async ({ sign, random }) =>
      (await sign({})).replace('.', random.pick(['．', '。', '%2E', '‚', ',', ':', '..'])),
  },
  {
    name: 'letters of another width',
    forge: async (workshop) =>
      (await workshop.sign({})).replace(/[A-Z]/g, (letter, at) =>
        at < 200 && workshop.random.chance(0.5) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter,
      ),
  },
  {
    name: 'escapes of addresses',
    forge: async ({ sign }) =>
      (await sign({})).replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  },
  {
    name: 'more than 8 KB',
    forge: ({ sign, random }) => sign({}, { more: random.word(random.integer(6000, 20_000)) }),
  },
  {
    name: 'a header of more than 1 KB',
    forge: ({ sign, random }) => sign({ more: random.word(random.integer(700, 3000)) }),
  },
  {
    name: 'a token inside the token',
    forge: async ({ key, header, sign, random }) =>
      signToken(key, header(random.chance(0.5) ? { cty: 'JWT' } : {}), await sign({})),
  },
  {
    name: 'a character changed',
    forge: async (workshop) => {
      const parts = await split(workshop);
      const at = workshop.random.integer(0, 2);
      parts[at] = alter(parts[at] ?? '', workshop);
      return parts.join('.');
    },
  },
  {
    name: 'a character missing',
    forge: async ({ sign, random }) => {
      const token = await sign({});
      const at = random.integer(0, token.length - 1);
      return token.slice(0, at) + token.slice(at + 1);
    },
  },
  {
    name: 'a character more',
    forge: async (workshop) => insert(await workshop.sign({}), workshop.random.word(1), workshop),
  },
  {
    name: 'cut off',
    forge: async ({ sign, random }) => {
      const token = await sign({});
      return token.slice(0, random.integer(1, token.length - 1));
    },
  },
  {
    name: 'twice',
    forge: async ({ sign, random }) =>
      Array(2)
        .fill(await sign({}))
        .join(random.pick(['', '.', ',', ' '])),
  },
];
