import { expect, it } from 'vitest';
import { isWeakModulus } from './weak-modulus.ts';

const primes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
].map(BigInt);
const product = primes.reduce((left, right) => left * right, 1n);
const largePrime = 2n ** 2203n - 1n;

/** As the broken library made its primes: a multiple of the product and a power of 65537 modulo it. */
function makeMarked(factor: bigint, exponent: bigint): bigint {
  let power = 1n;
  for (let n = 0n; n < exponent; n++) power = (power * 65_537n) % product;
  return factor * product + power;
}

it.each([2n, 3n, 5n, 101n, 167n])('finds the factor %s', (factor) => {
  expect(isWeakModulus(largePrime * factor)).toBe(true);
});

it.each([1n, 2n, 77n, 1234n])('finds the mark of the broken library, power %s', (exponent) => {
  const marked = [2n ** 1900n, 2n ** 1901n, 2n ** 1900n + 1n].map((factor) => makeMarked(factor, exponent));
  for (const modulus of marked) expect(isWeakModulus(modulus)).toBe(true);
  expect(isWeakModulus(marked.reduce((left, right) => left * right))).toBe(true);
});

it('takes what has neither', () => {
  expect(isWeakModulus(largePrime)).toBe(false);
  expect(isWeakModulus((2n ** 521n - 1n) * (2n ** 1279n - 1n))).toBe(false);
});
