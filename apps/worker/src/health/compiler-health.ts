import type { PartHealth } from '@bloqr/contract';
import type { CompileList } from '../compilations/compile-list.ts';

const sourceName = 'health-check';

/** Compiles two lines that are the same rule and looks whether one is left. */
export async function checkCompiler(compileList: CompileList): Promise<PartHealth> {
  try {
    const outcome = await compileList({
      configuration: {
        name: 'Health check',
        sources: [{ source: sourceName }],
        transformations: ['Deduplicate'],
      },
      preFetchedContent: new Map([[sourceName, '||example.org^\n||example.org^\n']]),
      tier: 'anonymous',
      ownHosts: new Set(),
    });
    const isRight = outcome.kind === 'compiled' && outcome.list.compilation.statistics.ruleCount === 1;
    return isRight ? { status: 'ok' } : { status: 'failing', reason: 'wrong-result' };
  } catch {
    return { status: 'failing', reason: 'error' };
  }
}
