import type { ExitReason } from './exit-code.ts';

/** What a {@link CommandError} carries beyond its sentence. */
export interface CommandErrorDetails {
  /** Lines below the message: where it happened, what to do. */
  readonly lines?: readonly string[];
  /** The result says it already; only the exit code is left to tell. */
  readonly isSilent?: boolean;
  /** Further members of the error in the JSON report. */
  readonly report?: Readonly<Record<string, unknown>>;
}

/**
 * Ends the command with a sentence for the user. Everything else that is thrown counts as a fault of the command
 * and is shown with its stack.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly reason: ExitReason;
  /** Kebab-case and stable; stands in the JSON report. */
  readonly code: string;
  readonly lines: readonly string[];
  readonly report: Readonly<Record<string, unknown>>;
  readonly isSilent: boolean;

  constructor(reason: ExitReason, code: string, message: string, details: CommandErrorDetails = {}) {
    super(message);
    this.reason = reason;
    this.code = code;
    this.lines = details.lines ?? [];
    this.report = details.report ?? {};
    this.isSilent = details.isSilent ?? false;
  }
}
