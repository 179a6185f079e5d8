/** Those who come with a session of Clerk's, with a key or with nothing that counts, in the order of the columns below. */
const columns = [
  'nobody',
  'free',
  'pro',
  'admin',
  'pending',
  'impersonated',
  'impersonated-admin',
  'banned',
  'deleted',
  // API keys: for one scope each, for all of an administrator, and those that are over.
  'key-compile',
  'key-account',
  'key-of-admin',
  'key-expired',
  'key-revoked',
  'key-of-banned',
  // What is no credential.
  'garbage-token',
  'garbage-key',
  'garbage-header',
  'key-in-query',
] as const;

/** Those who come with a session of Better Auth's: each is answered as the one beside, whose session is Clerk's. */
const sameAs = {
  'here-free': 'free',
  'here-pro': 'pro',
  'here-admin': 'admin',
  'here-banned': 'banned',
  'here-deleted': 'deleted',
  'here-signed-out': 'deleted',
  'here-unsigned': 'garbage-token',
} as const satisfies Record<string, (typeof columns)[number]>;
export type HereName = keyof typeof sameAs;
export const hereNames = Object.keys(sameAs) as readonly HereName[];

/** Everybody who may come. */
export const callers: readonly ((typeof columns)[number] | HereName)[] = [...columns, ...hereNames];

export type CallerName = (typeof callers)[number];

/** `ok`: what the route answers where all is well. */
export type Cell = 'ok' | 400 | 401 | 403;
export type Cells = Readonly<Record<CallerName, Cell>>;

/** A row, column by column. */
type ColumnsOf<Names extends readonly string[]> = { readonly [Index in keyof Names]: Cell };

function row(...cells: ColumnsOf<typeof columns>): Cells {
  const listed = Object.fromEntries(columns.map((caller, index) => [caller, cells[index]]));
  const here = Object.entries(sameAs).map(([caller, same]) => [caller, listed[same]]);
  return { ...listed, ...Object.fromEntries(here) } as Cells;
}

/** Nobody is asked who they are, so nothing that they say of that is looked at. */
export const forAnybody = row(
  ...(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const),
  ...(['ok', 'ok', 'ok', 'ok', 'ok', 'ok'] as const),
  ...(['ok', 'ok', 'ok', 'ok'] as const),
);

/** Open to everybody; whoever says who they are has to be that. Any key will do. */
export const forAnybodyKnown = row(
  ...(['ok', 'ok', 'ok', 'ok', 403, 'ok', 'ok', 401, 401] as const),
  ...(['ok', 'ok', 'ok', 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);

/** The same; a key has to be for compiling. */
export const forCompiling = row(
  ...(['ok', 'ok', 'ok', 'ok', 403, 'ok', 'ok', 401, 401] as const),
  ...(['ok', 403, 'ok', 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);

/** What people look at themselves, and no program with a key. */
export const forPeople = row(
  ...([401, 'ok', 'ok', 'ok', 403, 'ok', 'ok', 401, 401] as const),
  ...([403, 403, 403, 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);

/** What people change themselves: nobody in their place. */
export const forPeopleThemselves = row(
  ...([401, 'ok', 'ok', 'ok', 403, 403, 403, 401, 401] as const),
  ...([403, 403, 403, 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);

/** The account, which a key may be for. */
export const forAccount = row(
  ...([401, 'ok', 'ok', 'ok', 403, 'ok', 'ok', 401, 401] as const),
  ...([403, 'ok', 'ok', 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);

/** Administrators in person: no key of theirs, and nobody in their place. */
export const forAdministrators = row(
  ...([401, 403, 403, 'ok', 403, 403, 403, 401, 401] as const),
  ...([403, 403, 403, 401, 401, 401] as const),
  ...([401, 401, 401, 400] as const),
);
