import { Buffer } from 'node:buffer';
import type { SigningKey } from './signing-key.ts';

/** Applies a private key to a whole block, whatever the block says: for signatures whose padding is wrong. */
export function applyPrivateKey({ jwk, secret }: SigningKey, block: Uint8Array): Uint8Array {
  const [p, q, d] = [toInteger(secret.p), toInteger(secret.q), toInteger(secret.d)];
  const value = BigInt(`0x${Buffer.from(block).toString('hex')}`);
  // By the Chinese remainder theorem, which takes a quarter of the time.
  const ofP = raise(value % p, d % (p - 1n), p);
  const ofQ = raise(value % q, d % (q - 1n), q);
  const inverse = raise(q % p, p - 2n, p);
  const signature = ofQ + q * (((((ofP - ofQ) % p) + p) * inverse) % p);
  const hex = signature.toString(16).padStart(Buffer.from(jwk.n, 'base64url').length * 2, '0');
  return new Uint8Array(Buffer.from(hex, 'hex'));
}

function toInteger(base64url: string): bigint {
  return BigInt(`0x${Buffer.from(base64url, 'base64url').toString('hex')}`);
}

function raise(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let power = base;
  for (const bit of exponent.toString(2).split('').reverse()) {
    if (bit === '1') result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}
