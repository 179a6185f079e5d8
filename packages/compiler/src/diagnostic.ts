/** How much a diagnostic matters: an `error` lost a rule, a `warning` changed or doubts one, `info` explains. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * What the compiler has to say about one line of input. Input text never makes the compiler throw; it becomes
 * diagnostics.
 */
export interface Diagnostic {
  /** Kebab-case and stable: the name of the kind of finding, not of the sentence. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** The source as the configuration (or the including list) names it. */
  readonly source: string;
  /** 1-based line in that source; 0 where the finding is about the whole source. */
  readonly line: number;
  /** 1-based column in UTF-16 units; 0 where the finding is about the whole line. */
  readonly column: number;
  /** What would mend it, where that is known. */
  readonly fix?: string;
}
