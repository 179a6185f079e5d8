import type { SourceLimits } from '@bloqr/compiler';

const mebibyte = 1_048_576;

/** Generous: the command works for the person who calls it, so the limits only stop what can never end well. */
export const sourceLimits: SourceLimits = {
  fileBytesMax: 2_048 * mebibyte,
  totalBytesMax: 8_192 * mebibyte,
  redirectsMax: 10,
  fileTimeoutMs: 300_000,
  bytesPerSecondMin: 1_024,
  includeDepthMax: 20,
  includeFilesMax: 1_000,
};
