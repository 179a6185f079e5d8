import type { Tier } from './tier.ts';

/** What one compile may use; `null` means no limit but the platform's. */
export interface TierLimits {
  /** Sources of one compile, those of exclusions and inclusions counted in. */
  readonly sourcesMax: number | null;
  /** Bytes of input of one compile after decompression, pre-fetched content counted in. */
  readonly inputBytesMax: number | null;
}

/** The name of a limit, as a problem's `limit.name` says it. */
export type TierLimitName = keyof TierLimits;

const megabyte = 1_000_000;

/** The one table of limits per tier. */
export const tierLimits = {
  anonymous: { sourcesMax: 5, inputBytesMax: 10 * megabyte },
  free: { sourcesMax: 20, inputBytesMax: 50 * megabyte },
  pro: { sourcesMax: 100, inputBytesMax: 200 * megabyte },
  admin: { sourcesMax: null, inputBytesMax: null },
} as const satisfies Record<Tier, TierLimits>;
