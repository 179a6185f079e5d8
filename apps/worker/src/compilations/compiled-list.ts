import type { Analysis, Diagnostic, Statistics } from '@bloqr/compiler';
import type { CompileResponse } from '@bloqr/contract';

/** What is to say about a finished list. */
export interface CompileSummary {
  readonly ruleCount: number;
  /** See `rule-digest.ts`. */
  readonly digest: string;
  readonly statistics: Statistics;
  readonly diagnostics: readonly Diagnostic[];
  /** Diagnostics beyond those listed. */
  readonly diagnosticsDropped: number;
  readonly refused: readonly Readonly<CompileResponse['refused'][number]>[];
  /** Where the order asked for it. */
  readonly analysis?: Analysis;
}

/** A finished list with what the Worker adds to it. */
export interface CompiledList {
  readonly summary: CompileSummary;
  readonly lastModified: Date;
  /**
   * The list as UTF-8 in chunks of some 64 KiB, header and all; a chunk is valid until the next one is asked for. Can
   * be run several times and gives the same bytes each time.
   */
  readonly text: () => Iterable<Uint8Array>;
}
