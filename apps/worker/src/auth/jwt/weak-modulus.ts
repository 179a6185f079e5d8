const smallPrimes = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];

/** For each small prime the powers of 65537 modulo it. */
const powersOf65537 = smallPrimes.map((prime) => {
  const powers = new Set<number>();
  for (let power = 1; !powers.has(power); power = (power * 65_537) % prime) powers.add(power);
  return { prime: BigInt(prime), powers };
});

/**
 * Whether anybody could factor this modulus: it is even, has a small factor, or bears the mark of keys made by a broken
 * library of Infineon, whose primes are powers of 65537 modulo many small primes ("The Return of Coppersmith's Attack",
 * CVE-2017-15361, https://crocs.fi.muni.cz/public/papers/rsa_ccs17). A sound modulus bears that mark by chance less than
 * once in 10^8.
 */
export function isWeakModulus(modulus: bigint): boolean {
  if (modulus % 2n === 0n) return true;
  const rests = powersOf65537.map(({ prime, powers }) => ({ rest: Number(modulus % prime), powers }));
  return rests.some(({ rest }) => rest === 0) || rests.every(({ rest, powers }) => powers.has(rest));
}
