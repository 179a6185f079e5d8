import { hasTier, type Scope, scopeTiers, type Tier } from '@bloqr/contract';
import type { OwnedKey } from './api-key-store.ts';
import type { KeyVerification } from './key-verification.ts';

/** What a key that was found is worth at a moment. */
export function judgeKey({ key, owner }: OwnedKey, now: Date): KeyVerification {
  if (key.revokedAt !== null) return { kind: 'invalid', reason: 'revoked' };
  if (isOver(key.expiresAt, now)) return { kind: 'invalid', reason: 'expired' };
  if (owner.isBanned) return { kind: 'invalid', reason: 'owner-banned' };
  return {
    kind: 'valid',
    keyId: key.id,
    scopes: capScopes(key.scopes, owner.tier, scopeTiers),
    user: owner,
  };
}

/** The scopes of a key without those that its owner's tier, as it is now, does not have. */
export function capScopes(
  scopes: readonly Scope[],
  tier: Tier,
  tierOf: Readonly<Record<Scope, Tier>>,
): readonly Scope[] {
  return scopes.filter((scope) => hasTier(tier, tierOf[scope]));
}

function isOver(expiresAt: string | null, now: Date): boolean {
  // A date that cannot be read is over: `>` is false for NaN.
  return expiresAt !== null && !(Date.parse(expiresAt) > now.getTime());
}
