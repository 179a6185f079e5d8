import type { DiagnosticEntry, Fault, Problem, CompileEvent as WireEvent } from '@bloqr/contract';

// What the page takes from the events of `POST /api/compile/stream`. The page reads leniently what the service
// promises strictly: a field that is missing costs a figure, not the list.

type Wire<Name extends WireEvent['event']> = Extract<WireEvent, { readonly event: Name }>['data'];
type Summary = Wire<'statistics'>;
type Statistics = Summary['statistics'];

export type Diagnostic = Readonly<Omit<DiagnosticEntry, 'column'>>;

/** What the chosen software cannot be told. */
export type RefusedRules = Readonly<Summary['refused'][number]>;

export type SourceCounts = Readonly<
  Pick<Statistics['sources'][number], 'source' | 'status' | 'lineCount' | 'byteCount'>
>;

/** What is known at the end, but for the list itself. */
export interface CompileCounts
  extends Readonly<Pick<Summary, 'ruleCount' | 'digest' | 'diagnosticsDropped'>> {
  readonly linesRead: number;
  readonly sources: readonly SourceCounts[];
  readonly removed: Readonly<Statistics['removed']>;
  readonly refused: readonly RefusedRules[];
}

export type RemovalReason = keyof Statistics['removed'];

export type Stage = Wire<'stage'>['stage'];

/** One event of the stream. */
export type CompileEvent =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'source-started'; readonly index: number; readonly source: string }
  | {
      readonly kind: 'source-finished';
      readonly index: number;
      readonly source: string;
      readonly lineCount: number;
      readonly byteCount: number;
    }
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'statistics'; readonly counts: CompileCounts }
  | { readonly kind: 'list'; readonly text: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly problem: PageProblem };

/** A problem as the page shows it. Codes that the page does not know are as good as those it knows. */
export type PageProblem = Omit<Problem, 'code' | 'type' | 'errors' | 'limit'> & {
  readonly code: string;
  /** Where it is explained: a path of the service, or undefined. */
  readonly page: string | undefined;
  readonly faults: readonly Fault[];
};
