/** What a credential may be used for: `compile` (compile, stream, validate) and `account` (read one's own account). */
export const scopes = ['compile', 'account'] as const;

export type Scope = (typeof scopes)[number];
