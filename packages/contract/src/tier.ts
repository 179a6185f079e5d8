/**
 * Who somebody is, in ascending order of what they may do: the position in this list is the tier's number
 * (anonymous 0, free 1, pro 2, admin 3).
 */
export const tiers = ['anonymous', 'free', 'pro', 'admin'] as const;

export type Tier = (typeof tiers)[number];

/** The tiers that somebody can have who has an account. */
export const accountTiers = ['free', 'pro', 'admin'] as const satisfies readonly Tier[];

/**
 * Whether somebody of tier `actual` may do what needs `required`.
 *
 * @example
 * hasTier('pro', 'free') // true
 */
export function hasTier(actual: Tier, required: Tier): boolean {
  return tiers.indexOf(actual) >= tiers.indexOf(required);
}
