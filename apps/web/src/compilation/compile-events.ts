import type { DiagnosticEntry, Fault, Problem, CompileEvent as WireEvent } from '@bloqr/contract';
import type { ListText } from '../result/list-text.ts';

// What the page takes from the events of `POST /api/compile/stream`, and makes itself where it compiles in the browser. It reads leniently what the service
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

/** What became of the rules of one source. */
export type SourceRules = Readonly<NonNullable<Summary['analysis']>['sources'][number]>;

/** What each source brought, and how far sources say the same. */
export interface SourceAnalysis {
  /** In the order of the request. */
  readonly sources: readonly SourceRules[];
  /** `overlap[i][j]`: how many different rules of source i source j has, too. */
  readonly overlap: readonly (readonly number[])[];
}

/** What is known at the end, but for the list itself. */
export interface CompileCounts extends Readonly<Pick<Summary, 'ruleCount' | 'diagnosticsDropped'>> {
  readonly linesRead: number;
  /** Undefined where the service left it out. */
  readonly analysis: SourceAnalysis | undefined;
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
  /** All of the list at once, and of sources what the browser read itself; only where it compiles in the browser. */
  | { readonly kind: 'whole-list'; readonly list: ListText; readonly sourceTexts: ReadonlyMap<string, Blob> }
  | { readonly kind: 'done' }
  | { readonly kind: 'problem'; readonly problem: PageProblem };

/** A problem as the page shows it. Codes that the page does not know are as good as those it knows. */
export type PageProblem = Omit<Problem, 'code' | 'type' | 'errors' | 'limit'> & {
  readonly code: string;
  /** Where it is explained: a path of the service, or undefined. */
  readonly page: string | undefined;
  readonly faults: readonly Fault[];
};
