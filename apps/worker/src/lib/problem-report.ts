import type { ExceededLimit, Fault, ProblemCode } from '@bloqr/contract';

/** A refusal or failure as the rest of the Worker speaks of it; only `http/` turns it into an answer. */
export interface ProblemReport {
  readonly code: ProblemCode;
  /** What is special about this occurrence, in one sentence. */
  readonly detail: string;
  readonly errors?: Fault[];
  readonly limit?: ExceededLimit;
  /** After how many seconds it is worth another try; goes into the header `Retry-After`. */
  readonly retryAfterSeconds?: number;
}
