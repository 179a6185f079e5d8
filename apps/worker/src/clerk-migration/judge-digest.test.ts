import { describe, expect, it } from 'vitest';
import { judgeDigest } from './judge-digest.ts';

const rest = './ABYZabyz0189'.repeat(4).slice(0, 52).padEnd(53, 'u');

describe('a password of the export', () => {
  it.each(['a', 'b', 'y'])('is usable as bcrypt of version %s, up to a cost of 12', (version) => {
    for (const cost of ['04', '10', '12'])
      expect(judgeDigest('bcrypt', `$2${version}$${cost}$${rest}`)).toEqual({
        kind: 'usable',
        digest: `$2b$${cost}$${rest}`,
      });
  });

  it.each([
    { hasher: 'bcrypt_sha256_django', digest: `$2b$10$${rest}`, kind: 'hasher-unsupported' },
    { hasher: '', digest: `$2b$10$${rest}`, kind: 'hasher-unsupported' },
    { hasher: 'bcrypt', digest: `$2b$13$${rest}`, kind: 'digest-too-costly' },
    { hasher: 'bcrypt', digest: `$2b$00$${rest}`, kind: 'digest-malformed' },
    { hasher: 'bcrypt', digest: `$2$10$${rest}`, kind: 'digest-malformed' },
    { hasher: 'bcrypt', digest: `$2b$10$${rest}\n`, kind: 'digest-malformed' },
    { hasher: 'bcrypt', digest: `$2b$10$${rest.slice(1)}`, kind: 'digest-malformed' },
    { hasher: 'bcrypt', digest: `$2b$10$${rest.slice(1)}é`, kind: 'digest-malformed' },
  ])('is not usable: $kind of $hasher $digest', ({ hasher, digest, kind }) => {
    expect(judgeDigest(hasher, digest)).toEqual({ kind });
  });
});
