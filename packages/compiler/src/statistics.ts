/** What happened to the lines of a compile. Counts of lines unless said otherwise. */
export interface Statistics {
  readonly sources: readonly SourceStatistics[];
  /** Lines of all sources, before anything was done to them (headers of sources not counted). */
  readonly linesRead: number;
  /** Rules of the result: its lines without comments and blank ones. */
  readonly ruleCount: number;
  /** Lines of the result below its header, comments and blank ones included. */
  readonly lineCount: number;
  readonly removed: RemovedCounts;
}

/** What was taken of a source: itself, nothing (`onError: "skip"`), or what it said when it was last good. */
export type SourceStatus = 'read' | 'skipped' | 'last-good';

export interface SourceStatistics {
  readonly source: string;
  readonly name?: string;
  readonly status: SourceStatus;
  readonly lineCount: number;
  /** Bytes read, after decompression, includes counted in. */
  readonly byteCount: number;
  /** Files read: 1 plus the includes. */
  readonly fileCount: number;
}

/** Why lines are gone, both levels added up. */
export interface RemovedCounts {
  /** Matched an exclusion. */
  readonly excluded: number;
  /** Matched no inclusion. */
  readonly notIncluded: number;
  /** Comments of the sources, by RemoveComments or along with the rule below them. */
  readonly comments: number;
  /** Blank lines, by RemoveEmptyLines or along with the rule below them. */
  readonly blank: number;
  /** The same rule stands elsewhere. */
  readonly duplicate: number;
  /** A rule for a parent domain covers it (Compress). */
  readonly redundant: number;
  /** Refused by a validator. */
  readonly invalid: number;
}
