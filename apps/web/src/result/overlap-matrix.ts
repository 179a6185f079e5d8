import type { CompileCounts } from '../compilation/compile-events.ts';

/** How much of one source another has, too. */
export interface OverlapCell {
  readonly count: number;
  /** Of the row's different rules, from 0 to 1. */
  readonly share: number;
  readonly isItself: boolean;
}

export interface OverlapRow {
  readonly source: string;
  /** Different rules of this source. */
  readonly ruleCount: number;
  readonly cells: readonly OverlapCell[];
}

/** Sources beyond which a matrix could not be read any more. */
const sourcesMax = 20;

/** The sources against each other; empty where there is nothing to compare, or too much. */
export function listOverlap({ sources, analysis }: CompileCounts): readonly OverlapRow[] {
  const matrix = analysis?.overlap ?? [];
  if (matrix.length < 2 || matrix.length > sourcesMax) return [];
  return matrix.map((row, index) => {
    const ruleCount = row[index] ?? 0;
    return {
      source: sources[index]?.source ?? '',
      ruleCount,
      cells: row.map((count, other) => ({
        count,
        share: ruleCount === 0 ? 0 : count / ruleCount,
        isItself: other === index,
      })),
    };
  });
}
