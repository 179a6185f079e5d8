/** What each source brought to a list, and how far they say the same. */
export interface Analysis {
  /** In the order of the configuration. */
  readonly sources: readonly SourceAnalysis[];
  /**
   * `overlap[i][j]`: how many different rules of source i source j has too, as they stand before Compress and Deduplicate
   * choose among them; `overlap[i][i]`: all different rules of source i. Refused and filtered ones do not count.
   */
  readonly overlap: readonly (readonly number[])[];
}

/**
 * What became of the rules of one source. A hosts rule with three names counts as three rules, where Compress takes it
 * apart. `rules` is the sum of `kept`, `duplicate`, `redundant`, `invalid`, `excluded` and `notIncluded`.
 */
export interface SourceAnalysis {
  readonly rules: number;
  /** In the result, credited to this source: of equal rules only one is. */
  readonly kept: number;
  readonly duplicate: number;
  readonly redundant: number;
  readonly invalid: number;
  /** Lines, comments among them, that an exclusion matched. */
  readonly excluded: number;
  readonly notIncluded: number;
  readonly comments: number;
  readonly blank: number;
  /** Rules of the result that no other source has: what the list would lose without this one, as far as equal rules go. */
  readonly unique: number;
}
