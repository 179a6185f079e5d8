/** What every part of the proof may be told. */
export interface ProofOptions {
  readonly seed: number;
  /** Scales the number of cases: 1 is the full proof. */
  readonly scale: number;
  /** Runs one single random case, to look at it again. */
  readonly caseIndex: number | undefined;
  readonly print: (text: string) => void;
}

/** One part of the proof. */
export interface ProofPart {
  readonly name: string;
  readonly summary: string;
  /** False where something is not as it should be; what, it has printed. Skipped where this machine lacks what it needs. */
  readonly run: (options: ProofOptions) => Promise<boolean | 'skipped'>;
}
