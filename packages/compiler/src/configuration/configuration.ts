import type { TransformationName } from '../transformations/order.ts';

/** What both levels of a configuration share: the fields that choose and filter rules. */
export interface LevelConfiguration {
  readonly transformations?: readonly TransformationName[];
  readonly exclusions?: readonly string[];
  readonly exclusions_sources?: readonly string[];
  readonly inclusions?: readonly string[];
  readonly inclusions_sources?: readonly string[];
}

/** One source: where it is and what is done to it alone, before it joins the others. */
export interface SourceConfiguration extends LevelConfiguration {
  /** A URL, or a path for callers that can read files. */
  readonly source: string;
  readonly name?: string;
  /** Accepted for compatibility and without effect: each line's form is recognised by itself. */
  readonly type?: 'adblock' | 'hosts';
  /**
   * What happens when the source cannot be had or is no list any more: the compile fails (default), goes on without it,
   * or with what it said when it was last good. HostlistCompiler does not know this field, nor the next.
   */
  readonly onError?: 'fail' | 'skip' | 'last-good';
  /** A source that has lost more than so many per cent of its lines, 1 to 100, counts as failed. */
  readonly shrinkPercentMax?: number;
}

/** A configuration as HostlistCompiler defines it; the fields mean the same here. */
export interface Configuration extends LevelConfiguration {
  readonly name: string;
  readonly description?: string;
  readonly homepage?: string;
  readonly license?: string;
  readonly version?: string;
  readonly sources: readonly SourceConfiguration[];
}
