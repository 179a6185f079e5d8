import { defaultSourceLimits, type SourceLimits } from '@bloqr/compiler';

const mebibyte = 1_048_576;

/** The command works for the person who calls it: its limits only stop what can never end well. */
export const sourceLimits: SourceLimits = {
  ...defaultSourceLimits,
  fileBytesMax: 2_048 * mebibyte,
  totalBytesMax: 8_192 * mebibyte,
  fileTimeoutMs: 300_000,
};
