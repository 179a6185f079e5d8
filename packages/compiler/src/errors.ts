/** One problem of a configuration, with the place where it stands. */
export interface ConfigurationProblem {
  /** JSON Pointer (RFC 6901) into the configuration, e.g. `/sources/0/transformations/1`. */
  readonly pointer: string;
  /** What is wrong, in one sentence. */
  readonly detail: string;
  /** What to write instead, where that is known. */
  readonly fix?: string;
}

/** Every code a {@link CompilerError} can carry. Kebab-case; the same string in code, on the wire and in docs/errors. */
export type CompilerErrorCode =
  | 'invalid-configuration'
  | 'source-refused'
  | 'source-unreachable'
  | 'source-not-found'
  | 'source-not-a-list'
  | 'source-too-large'
  | 'source-timeout'
  | 'source-shrunk'
  | 'directive-invalid'
  | 'include-refused'
  | 'include-limit'
  | 'rule-limit'
  | 'too-many-rules'
  | 'aborted';

/** Where in the configuration and in which source an error arose. */
export interface ErrorPlace {
  /** JSON Pointer into the configuration. */
  readonly pointer?: string;
  /** The source as named in the configuration or by an `!#include`. */
  readonly source?: string;
  /** 1-based line in that source. */
  readonly line?: number;
}

/**
 * The compiler was asked for something that it cannot do: a bad configuration, or a source that cannot be had.
 * Bad *input text* is never an error of this kind, it becomes a {@link Diagnostic}.
 */
export class CompilerError extends Error {
  override readonly name = 'CompilerError';
  readonly code: CompilerErrorCode;
  readonly place: ErrorPlace;
  /** Only for `invalid-configuration`: every problem found, at least one. */
  readonly problems: readonly ConfigurationProblem[];

  constructor(
    code: CompilerErrorCode,
    message: string,
    place: ErrorPlace = {},
    problems: readonly ConfigurationProblem[] = [],
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    this.problems = problems;
  }
}
