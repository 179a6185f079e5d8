import type { Tier } from './tier.ts';

/** What one caller may use; `null` means no limit but the platform's. */
export interface TierLimits {
  /** Counted requests within one window of {@link rateWindowSeconds}. A deployment can set others (RATE_LIMITS). */
  readonly requestsPerMinute: number | null;
  /** Sources of one compile, those of exclusions and inclusions counted in. */
  readonly sourcesMax: number | null;
  /** Bytes of input of one compile after decompression, pre-fetched content counted in. */
  readonly inputBytesMax: number | null;
}

/** The limits of one compile by name, as a problem's `limit.name` says it. */
export type CompileLimitName = Exclude<keyof TierLimits, 'requestsPerMinute'>;

/** Seconds of a window in which requests are counted; it begins with the first request. */
export const rateWindowSeconds = 60;

/** Webhooks that one address may send within a window, whatever tier its people have. */
export const webhooksPerMinute = 600;

/** What one may ask of the sign-in within a window, whatever the tier. */
export const signInLimits = {
  /** Requests from one address. */
  requestsPerMinute: 120,
  /** Of these, attempts: to sign in or up, to set a password, to have an e-mail sent. */
  attemptsPerMinute: 20,
  /** Attempts on one account, from wherever they come. */
  attemptsOnOnePerMinute: 5,
  /** E-mails to one address, whoever has them sent. */
  emailsToOnePerMinute: 5,
} as const;

const megabyte = 1_000_000;

/** The one table of limits per tier. */
export const tierLimits = {
  anonymous: { requestsPerMinute: 10, sourcesMax: 5, inputBytesMax: 10 * megabyte },
  free: { requestsPerMinute: 60, sourcesMax: 20, inputBytesMax: 50 * megabyte },
  pro: { requestsPerMinute: 300, sourcesMax: 100, inputBytesMax: 200 * megabyte },
  admin: { requestsPerMinute: null, sourcesMax: null, inputBytesMax: null },
} as const satisfies Record<Tier, TierLimits>;
