import type { SourceReaderOptions } from '@bloqr/compiler';
import { type Tier, tierLimits } from '@bloqr/contract';

type SourceLimits = SourceReaderOptions['limits'];

/** What holds for every tier: how long a source may take and how far it may lead. */
const sharedLimits = {
  redirectsMax: 5,
  fileTimeoutMs: 15_000,
  bytesPerSecondMin: 1024,
  includeDepthMax: 5,
  includeFilesMax: 50,
} as const;

/** The limits of reading for one compile of this tier. One file may be as large as the whole compile. */
export function getSourceLimits(tier: Tier): SourceLimits {
  const bytesMax = tierLimits[tier].inputBytesMax ?? Number.MAX_SAFE_INTEGER;
  return { ...sharedLimits, fileBytesMax: bytesMax, totalBytesMax: bytesMax };
}
