import type { SourceLimits } from './source-ports.ts';

const megabyte = 1_000_000;

/** Limits for the command, where people compile their own lists on their own machine. A service sets lower ones. */
export const defaultSourceLimits: SourceLimits = {
  fileBytesMax: 200 * megabyte,
  totalBytesMax: 2000 * megabyte,
  redirectsMax: 5,
  fileTimeoutMs: 120_000,
  bytesPerSecondMin: 1000,
  includeDepthMax: 5,
  includeFilesMax: 50,
};
