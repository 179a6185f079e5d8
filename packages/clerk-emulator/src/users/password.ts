import type { RandomBytes } from '../ids/make-id.ts';

/** What a Worker in production can do at most; a local tool needs no more. */
const iterations = 100_000;
const digestForm = /^pbkdf2_sha256\$(\d{1,7})\$([A-Za-z0-9+/]+={0,2})\$([A-Za-z0-9+/]+={0,2})$/;

/** The digest under which a password is kept: `pbkdf2_sha256$<iterations>$<salt>$<hash>`. */
export async function digestPassword(password: string, randomBytes: RandomBytes): Promise<string> {
  const salt = randomBytes(16);
  return `pbkdf2_sha256$${iterations}$${toBase64(salt)}$${toBase64(await derive(password, salt, iterations))}`;
}

/** Whether the emulator can check passwords against this digest. */
export function isPasswordDigest(digest: string): boolean {
  return digestForm.test(digest);
}

/** Whether `password` is the one behind `digest`. */
export async function verifyPassword(password: string, digest: string): Promise<boolean> {
  const [, rounds, salt, hash] = digestForm.exec(digest) ?? [];
  if (rounds === undefined || salt === undefined || hash === undefined) return false;
  const expected = fromBase64(hash);
  const actual = await derive(password, fromBase64(salt), Number(rounds), expected.length);
  return actual.length === expected.length && actual.every((byte, index) => byte === expected[index]);
}

async function derive(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  rounds: number,
  bytes = 32,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const algorithm = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, bytes * 8));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
