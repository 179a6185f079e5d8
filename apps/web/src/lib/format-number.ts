const integers = new Intl.NumberFormat('en');
const decimals = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** `12345` as `12,345`. */
export function formatCount(count: number): string {
  return integers.format(count);
}

/** `1` with `rule` as `1 rule`, `2` as `2 rules`. */
export function formatAmount(count: number, singular: string, plural = `${singular}s`): string {
  return `${integers.format(count)} ${count === 1 ? singular : plural}`;
}

/** Bytes in units of 1000, as the limits of the service are. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${decimals.format(bytes / 1000)} kB`;
  return `${decimals.format(bytes / 1_000_000)} MB`;
}

/** A share from 0 to 1 as `12.5%`. */
export function formatShare(share: number): string {
  return percents.format(share);
}

/** A duration as `1.2 s`; anything shorter than a tenth of a second as that. */
export function formatSeconds(milliseconds: number): string {
  return milliseconds < 100 ? 'less than 0.1 s' : `${decimals.format(milliseconds / 1000)} s`;
}
