import type { Tier } from './tier.ts';

/** What a credential may be used for: `compile` (compile, stream, validate) and `account` (read one's own account). */
export const scopes = ['compile', 'account'] as const;

export type Scope = (typeof scopes)[number];

/** The lowest tier that has a scope at all: a key is never good for more than its owner may do. */
export const scopeTiers = { compile: 'free', account: 'free' } as const satisfies Record<Scope, Tier>;
