/** What can be done with a password as Clerk's export has it. */
export type DigestJudgement =
  | { readonly kind: 'usable'; readonly digest: string }
  | { readonly kind: 'hasher-unsupported' | 'digest-malformed' | 'digest-too-costly' };

/** bcrypt takes twice as long with each: 0.3 s with 12. */
const costMax = 12;
/** A version, the cost, a salt of 22 and a hash of 31 characters (https://man.openbsd.org/bcrypt.3). */
const form = /^\$2[aby]\$(\d{2})\$([./A-Za-z0-9]{53})$/;
/** Less is not bcrypt. */
const costMin = 4;

/**
 * Judges it. The versions `a`, `b` and `y` differ in defects of old programs alone, none of which is in a digest of Clerk's, so all
 * are kept as `b`: then the costliest digest is also the greatest text.
 */
export function judgeDigest(hasher: string, digest: string): DigestJudgement {
  if (hasher !== 'bcrypt') return { kind: 'hasher-unsupported' };
  const [, cost, rest] = form.exec(digest) ?? [];
  if (cost === undefined || rest === undefined || Number(cost) < costMin) return { kind: 'digest-malformed' };
  if (Number(cost) > costMax) return { kind: 'digest-too-costly' };
  return { kind: 'usable', digest: `$2b$${cost}$${rest}` };
}
