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
  if (bytes < 999_950) return `${decimals.format(bytes / 1000)} kB`;
  return `${decimals.format(bytes / 1_000_000)} MB`;
}

/** A share from 0 to 1 as `12.5%`. Only nothing is `0%`, and only all of it `100%`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1%';
  if (share >= 0.9995 && share < 1) return '>99.9%';
  return percents.format(share);
}

/** A duration as `1.2 s`; anything shorter than a tenth of a second as that. */
export function formatSeconds(milliseconds: number): string {
  return milliseconds < 100 ? 'less than 0.1 s' : `${decimals.format(milliseconds / 1000)} s`;
}
