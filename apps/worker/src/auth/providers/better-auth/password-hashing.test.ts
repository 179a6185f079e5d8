import { compare, hash } from 'bcryptjs';
import { hashPassword, verifyPassword } from 'better-auth/crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPasswordHashing, type HashingCourse, readBcryptCost } from './password-hashing.ts';

const password = 'correct horse battery';
const digests = new Map<string, string>();

beforeAll(async () => {
  digests.set('scrypt', await hashPassword(password));
  for (const cost of [4, 5, 6]) digests.set(`bcrypt of cost ${cost}`, await hash(password, cost));
});

/** The hashing, and how much work it does: hashes of scrypt, and of bcrypt the sum of 2 to the cost of each. */
function createCounted(bcryptCostMax: number | undefined) {
  const work = { scrypt: 0, bcrypt: 0 };
  const matches: string[] = [];
  const course: HashingCourse = { bcryptCostMax, onMatch: (digest) => matches.push(digest) };
  const hashing = createPasswordHashing(() => course, {
    hashPassword: (text) => {
      work.scrypt++;
      return hashPassword(text);
    },
    verifyPassword: (both) => {
      work.scrypt++;
      return verifyPassword(both);
    },
    compare: (text, digest) => {
      work.bcrypt += 2 ** (readBcryptCost(digest) ?? Number.NaN);
      return compare(text, digest);
    },
  });
  return { hashing, work, matches };
}

describe('hashing at a sign-in', () => {
  it('costs the same for everybody, known or not, as long as there are digests of bcrypt', async () => {
    for (const digest of digests.values()) {
      for (const presented of [password, 'wrong']) {
        const { hashing, work } = createCounted(6);
        expect(await hashing.verify({ hash: digest, password: presented })).toBe(presented === password);
        expect(work).toEqual({ scrypt: 1, bcrypt: 64 });
      }
    }
    const { hashing, work } = createCounted(6);
    await hashing.hash(password);
    expect(work).toEqual({ scrypt: 1, bcrypt: 64 });
  });

  it('costs no bcrypt where there are none', async () => {
    const { hashing, work } = createCounted(undefined);
    await hashing.hash(password);
    await hashing.verify({ hash: digests.get('scrypt') ?? '', password });
    expect(work).toEqual({ scrypt: 2, bcrypt: 0 });
  });

  it('tells of a digest of bcrypt that was the right one, and of no other', async () => {
    const { hashing, matches } = createCounted(6);
    const digest = digests.get('bcrypt of cost 4') ?? '';
    await hashing.verify({ hash: digest, password: 'wrong' });
    await hashing.verify({ hash: digests.get('scrypt') ?? '', password });
    expect(matches).toEqual([]);
    await hashing.verify({ hash: digest, password });
    expect(matches).toEqual([digest]);
  });
});
