import type { CompileResponse, Problem } from '@bloqr/contract';

// What the page takes from the events of `POST /api/compile/stream`. The page reads leniently what the service
// promises strictly: a field that is missing costs a figure, not the list.

export type Statistics = CompileResponse['statistics'];
export type Severity = CompileResponse['diagnostics'][number]['severity'];

export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly source: string;
  /** 1-based; 0 for the source as a whole. */
  readonly line: number;
  readonly fix?: string;
}

/** What the chosen software cannot be told. */
export interface RefusedRules {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly examples: readonly string[];
}

export interface SourceCounts {
  readonly source: string;
  readonly status: 'read' | 'skipped' | 'last-good';
  readonly lineCount: number;
  readonly byteCount: number;
}

/** What is known at the end, but for the list itself. */
export interface CompileCounts {
  readonly ruleCount: number;
  readonly digest: string;
  readonly linesRead: number;
  /** Lines of the result below its header. */
  readonly lineCount: number;
  readonly sources: readonly SourceCounts[];
  readonly removed: Readonly<Record<RemovalReason, number>>;
  readonly refused: readonly RefusedRules[];
  readonly diagnosticsDropped: number;
}

export const removalReasons = [
  'duplicate',
  'redundant',
  'invalid',
  'comments',
  'blank',
  'excluded',
  'notIncluded',
] as const satisfies readonly (keyof Statistics['removed'])[];

export type RemovalReason = (typeof removalReasons)[number];

export type Stage = 'reading' | 'settling' | 'writing';

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

export interface Fault {
  /** JSON Pointer into the request. */
  readonly pointer: string;
  readonly detail: string;
  readonly fix?: string;
  readonly source?: string;
  readonly line?: number;
}
