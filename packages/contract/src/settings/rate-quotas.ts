import { type Tier, tiers } from '../tier.ts';
import { tierLimits } from '../tier-limits.ts';

/** Counted requests in one window for each tier; null where there is no limit. */
export type RateQuotas = Readonly<Record<Tier, number | null>>;

/** The setting RATE_LIMITS, parsed, with what is wrong with it. */
export interface ParsedRateQuotas {
  readonly quotas: RateQuotas;
  /** A sentence each. */
  readonly faults: readonly string[];
}

const quotaMax = 1_000_000_000;

const defaults: RateQuotas = {
  anonymous: tierLimits.anonymous.requestsPerMinute,
  free: tierLimits.free.requestsPerMinute,
  pro: tierLimits.pro.requestsPerMinute,
  admin: tierLimits.admin.requestsPerMinute,
};

/**
 * Reads quotas that differ from the table of tiers, `tier=requests` separated by commas. A part that cannot be
 * understood is a fault and changes nothing.
 *
 * @example
 * parseRateQuotas('anonymous=1000,free=5000').quotas.free // 5000
 */
export function parseRateQuotas(text: string): ParsedRateQuotas {
  const quotas: Record<Tier, number | null> = { ...defaults };
  const seen = new Set<Tier>();
  const faults: string[] = [];
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, name, number] = /^([a-z]+)\s*=\s*(\d{1,10})$/.exec(part) ?? [];
    const tier = tiers.find((one) => one === name);
    const quota = Number(number);
    if (tier === undefined || seen.has(tier) || quota < 1 || quota > quotaMax) {
      faults.push(
        `RATE_LIMITS must be a comma-separated list of tier=requests, each tier (${tiers.join(', ')}) at most once, requests from 1 to ${quotaMax}.`,
      );
      break;
    }
    seen.add(tier);
    quotas[tier] = quota;
  }
  return { quotas: faults.length === 0 ? quotas : defaults, faults };
}
