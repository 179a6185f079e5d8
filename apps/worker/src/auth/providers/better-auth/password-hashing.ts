import { compare } from 'bcryptjs';
import { hashPassword, verifyPassword } from 'better-auth/crypto';

const libraries = { hashPassword, verifyPassword, compare };
/** What does the work; tests count it. */
type Functions = typeof libraries;

/** Where digests of bcrypt are kept that came from elsewhere, until their person signs in. */
export interface BcryptDigests {
  /** The cost of the costliest; undefined where there is none. */
  findCostMax(): Promise<number | undefined>;
  /** Puts a hash in the place of a digest, unless that is gone by now. */
  replace(digest: string, hash: string): Promise<void>;
}

/** What is going on while a password is hashed or compared. */
export interface HashingCourse {
  /** Set while somebody signs in: the cost of the costliest digest of bcrypt that there is, if any. */
  readonly bcryptCostMax: number | undefined;
  /** Told when a digest of bcrypt has turned out to be that of a password. */
  readonly onMatch: (digest: string, password: string) => void;
}

/**
 * Passwords: hashed by the library's scrypt, compared with that or with bcrypt.
 *
 * How long somebody waits who signs in must not tell whether there is such an account, or of which kind. Those who are unknown cost
 * the library a hash of scrypt. As long as there are digests of bcrypt, every attempt therefore costs one scrypt and as
 * much of bcrypt as the costliest of them: whoever has a cheaper one, or none, has the rest spent on nothing.
 */
export function createPasswordHashing(
  findCourse: () => HashingCourse | undefined,
  { hashPassword, verifyPassword, compare }: Functions = libraries,
) {
  async function spend(password: string, cost: number): Promise<void> {
    await compare(password, `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`);
  }

  return {
    async hash(password: string): Promise<string> {
      const hash = await hashPassword(password);
      const costMax = findCourse()?.bcryptCostMax;
      if (costMax !== undefined) await spend(password, costMax);
      return hash;
    },

    async verify({ hash, password }: { readonly hash: string; readonly password: string }): Promise<boolean> {
      const course = findCourse();
      const costMax = course?.bcryptCostMax;
      const cost = readBcryptCost(hash);
      if (cost === undefined) {
        const isRight = await verifyPassword({ hash, password });
        if (costMax !== undefined) await spend(password, costMax);
        return isRight;
      }
      const isRight = await compare(password, hash);
      if (costMax !== undefined) {
        await hashPassword(password);
        // Each cost is twice the one before, so that with these it comes to the costliest.
        for (let each = cost; each < costMax; each++) await spend(password, each);
      }
      if (isRight) course?.onMatch(hash, password);
      return isRight;
    },
  };
}

/** What {@link createPasswordHashing} makes, as the library takes it. */
export type PasswordHashing = ReturnType<typeof createPasswordHashing>;

/** The cost of a digest of bcrypt as we keep them; undefined where it is none. */
export function readBcryptCost(hash: string): number | undefined {
  const [, cost] = /^\$2b\$(\d{2})\$/.exec(hash) ?? [];
  return cost === undefined ? undefined : Number(cost);
}
