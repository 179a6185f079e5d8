/** How large a Worker is, in bytes. */
export interface BundleSize {
  readonly bytes: number;
  readonly compressedBytes: number;
}

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** What the platform takes of a Worker before compression, on every plan (https://developers.cloudflare.com/workers/platform/limits/). */
export const platformBytesMax = 64 * mebibyte;
/**
 * What we allow ourselves after compression: the limit of the Free plan until 2026, and still a good measure of how long an isolate
 * takes to start (https://developers.cloudflare.com/changelog/2025-10-10-increased-startup-time: one second at most).
 */
export const ourCompressedBytesMax = 3 * mebibyte;

/** Reads the size from what `wrangler deploy` prints; undefined where it does not say. */
export function readBundleSize(output: string): BundleSize | undefined {
  const [, total, compressed] = /Total Upload: ([\d.]+) KiB \/ gzip: ([\d.]+) KiB/.exec(output) ?? [];
  if (total === undefined || compressed === undefined) return undefined;
  return { bytes: Number(total) * kibibyte, compressedBytes: Number(compressed) * kibibyte };
}

/** Why a Worker is too large; undefined where it is not. */
export function findExcess({ bytes, compressedBytes }: BundleSize): string | undefined {
  if (bytes > platformBytesMax)
    return `The Worker has ${inMebibytes(bytes)} MiB; the platform takes ${inMebibytes(platformBytesMax)}.`;
  if (compressedBytes > ourCompressedBytesMax)
    return `The Worker has ${inMebibytes(compressedBytes)} MiB compressed; we allow ourselves ${inMebibytes(ourCompressedBytesMax)}.`;
  return undefined;
}

/** @example describeSize({ bytes: 1873316, compressedBytes: 386724 }) // '1.79 MiB, 0.37 compressed' */
export function describeSize({ bytes, compressedBytes }: BundleSize): string {
  return `${inMebibytes(bytes)} MiB, ${inMebibytes(compressedBytes)} compressed`;
}

function inMebibytes(bytes: number): string {
  return String(Math.round((bytes / mebibyte) * 100) / 100);
}
