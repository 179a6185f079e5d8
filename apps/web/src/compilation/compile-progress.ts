import type { ListText } from '../result/list-text.ts';
import type { CompileCounts, CompileEvent, Diagnostic, Stage } from './compile-events.ts';

export interface SourceProgress {
  readonly source: string;
  readonly state: 'waiting' | 'reading' | 'read';
  readonly lineCount: number;
  readonly byteCount: number;
}

/** How far a compile is. */
export interface CompileProgress {
  readonly stage: Stage | 'sending';
  readonly sources: readonly SourceProgress[];
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: CompileCounts | undefined;
  /** The list in the pieces in which it came; joined they are the list. */
  readonly pieces: readonly string[];
  /** The list where it came at once, and the texts of its sources that are known, by their name. */
  readonly whole: { readonly list: ListText; readonly sourceTexts: ReadonlyMap<string, Blob> } | undefined;
}

/** Before the first event. */
export function startProgress(sources: readonly string[]): CompileProgress {
  return {
    stage: 'sending',
    sources: sources.map((source) => ({ source, state: 'waiting', lineCount: 0, byteCount: 0 })),
    diagnostics: [],
    counts: undefined,
    pieces: [],
    whole: undefined,
  };
}

/** The progress after an event. */
export function applyEvent(progress: CompileProgress, event: CompileEvent): CompileProgress {
  switch (event.kind) {
    case 'stage':
      return { ...progress, stage: event.stage };
    case 'source-started':
      return setSource(progress, event.index, { source: event.source, state: 'reading' });
    case 'source-finished': {
      const { index, source, lineCount, byteCount } = event;
      return setSource(progress, index, { source, state: 'read', lineCount, byteCount });
    }
    case 'diagnostics':
      return { ...progress, diagnostics: [...progress.diagnostics, ...event.diagnostics] };
    case 'statistics':
      return { ...progress, counts: event.counts };
    case 'list':
      return { ...progress, pieces: [...progress.pieces, event.text] };
    case 'whole-list':
      return { ...progress, whole: { list: event.list, sourceTexts: event.sourceTexts } };
    case 'done':
    case 'problem':
      return progress;
  }
}

/** An index beyond the sources of the request changes nothing. */
function setSource(
  progress: CompileProgress,
  index: number,
  change: Partial<SourceProgress>,
): CompileProgress {
  const known = progress.sources[index];
  if (known === undefined) return progress;
  return {
    ...progress,
    sources: progress.sources.map((source, other) => (other === index ? { ...source, ...change } : source)),
  };
}

/** How many sources are read. */
export function countRead({ sources }: CompileProgress): number {
  return sources.filter(({ state }) => state === 'read').length;
}

/** What happens now, in one sentence. */
export function describeStage(progress: CompileProgress): string {
  switch (progress.stage) {
    case 'sending':
      return 'Sending the request';
    case 'reading':
      return `Reading sources: ${countRead(progress)} of ${progress.sources.length}`;
    case 'settling':
      return 'Comparing all rules with each other';
    case 'writing':
      return 'Writing the list';
  }
}
