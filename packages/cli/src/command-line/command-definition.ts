/** One option of a command, as the parser and the help see it. */
export interface OptionDefinition {
  /** Without its dashes. */
  readonly long: string;
  readonly short?: string;
  /** What stands behind the option, e.g. `file`; an option without it is a switch. */
  readonly value?: string;
  /** Given several times, or followed by several values: `-i a b -i c`. */
  readonly isRepeatable?: boolean;
  /** The only values accepted. */
  readonly choices?: readonly string[];
  readonly help: string;
}

/** The words of a command that belong to no option. */
export interface OperandDefinition {
  /** What they are, e.g. `file`. */
  readonly value: string;
  readonly min: number;
  readonly max: number;
}

/** A command: its help and its grammar from one description. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /** What stands behind `Usage:`, one way of calling it a line. */
  readonly usage: readonly string[];
  /** What stands beside the options. Without it nothing may. */
  readonly operands?: OperandDefinition;
  readonly options: readonly OptionDefinition[];
  /** Paragraphs below the options. */
  readonly notes?: readonly string[];
}

/** The options given, by long name. */
export interface OptionValues {
  /** The words that belong to no option, in order. */
  readonly operands: readonly string[];
  /** Whether a switch was given. */
  has(long: string): boolean;
  /** All values of an option, in order. */
  all(long: string): readonly string[];
  /** The value of an option; of several the last. */
  last(long: string): string | undefined;
}
