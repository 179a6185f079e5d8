import { countOf, fieldsOf, listOf, textOf } from '../lib/read-fields.ts';

/** How much of something a tier may. */
export interface Allowance {
  readonly requestsPerMinute: number | undefined;
  readonly sourcesMax: number | undefined;
  readonly inputBytesMax: number | undefined;
}

/** Whoever is signed in, as the service has them. */
export interface OwnAccount {
  /** Whether the accounts at both providers are one. */
  readonly isLinked: boolean;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly displayName: string;
  readonly tier: string;
  readonly createdAt: string;
  readonly limits: Allowance;
}

export function readOwnAccount(value: unknown): OwnAccount | undefined {
  const account = fieldsOf(value);
  const tier = textOf(account.tier);
  if (tier === '') return undefined;
  return {
    isLinked: listOf(account.signInProviders).length > 1,
    email: textOf(account.email),
    isEmailVerified: account.emailVerified === true,
    displayName: textOf(account.displayName),
    tier,
    createdAt: textOf(account.createdAt),
    limits: readAllowance(account.limits),
  };
}

/** `null` is no limit. */
export function readAllowance(value: unknown): Allowance {
  const { requestsPerMinute, sourcesMax, inputBytesMax } = fieldsOf(value);
  const limitOf = (limit: unknown): number | undefined =>
    typeof limit === 'number' ? countOf(limit) : undefined;
  return {
    requestsPerMinute: limitOf(requestsPerMinute),
    sourcesMax: limitOf(sourcesMax),
    inputBytesMax: limitOf(inputBytesMax),
  };
}

/** A row of the table of what the tiers may. */
export interface AllowanceRow {
  readonly title: string;
  readonly values: readonly string[];
}

/** The table of what tiers may, a column each. */
export function describeAllowances(allowances: readonly Allowance[]): readonly AllowanceRow[] {
  const row = (title: string, show: (allowance: Allowance) => string): AllowanceRow => ({
    title,
    values: allowances.map(show),
  });
  const count = (limit: number | undefined): string =>
    limit === undefined ? 'no limit' : limit.toLocaleString('en');
  return [
    row('Requests a minute', ({ requestsPerMinute }) => count(requestsPerMinute)),
    row('Sources of one list', ({ sourcesMax }) => count(sourcesMax)),
    row('Input of one list', ({ inputBytesMax }) =>
      inputBytesMax === undefined ? 'no limit' : `${count(Math.round(inputBytesMax / 1e6))} MB`,
    ),
  ];
}

/**
 * How many requests are left in this minute, out of the header `RateLimit`
 * (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/). Undefined where they are not counted.
 */
export function readRequestsLeft(header: string | null): number | undefined {
  const left = /;\s*r=(\d{1,9})(?:;|$)/.exec(header ?? '')?.[1];
  return left === undefined ? undefined : Number(left);
}
