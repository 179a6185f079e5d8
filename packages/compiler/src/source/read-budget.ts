import type { SourceLimits } from './source-ports.ts';

/** What all reading of one compile may take together. */
export class ReadBudget {
  private bytes = 0;
  private includes = 0;
  private readonly limits: SourceLimits;

  constructor(limits: SourceLimits) {
    this.limits = limits;
  }

  /** Counts bytes read; false when that is more than `totalBytesMax`. */
  takeBytes(count: number): boolean {
    this.bytes += count;
    return this.bytes <= this.limits.totalBytesMax;
  }

  /** Counts one included file; false when that is more than `includeFilesMax`. */
  takeInclude(): boolean {
    this.includes++;
    return this.includes <= this.limits.includeFilesMax;
  }
}
