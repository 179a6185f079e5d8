import type { PartHealth } from '@bloqr/contract';
import type { PrepareCompile } from '../compilations/compile-list.ts';

const sourceName = 'health-check';

/** Compiles two lines that are the same rule and looks whether one is left. */
export async function checkCompiler(prepareCompile: PrepareCompile): Promise<PartHealth> {
  try {
    const prepared = prepareCompile({
      configuration: {
        name: 'Health check',
        sources: [{ source: sourceName }],
        transformations: ['Deduplicate'],
      },
      preFetchedContent: new Map([[sourceName, '||example.org^\n||example.org^\n']]),
      output: { format: 'adblock' },
      maxRules: undefined,
      analysis: false,
      why: undefined,
      tier: 'anonymous',
      ownHosts: new Set(),
    });
    if (prepared.kind === 'refused') return { status: 'failing', reason: 'wrong-result' };
    const outcome = await prepared.run({
      signal: new AbortController().signal,
      onProgress: () => {},
      waitUntil: () => {},
    });
    const isRight = outcome.kind === 'compiled' && outcome.list.summary.ruleCount === 1;
    return isRight ? { status: 'ok' } : { status: 'failing', reason: 'wrong-result' };
  } catch {
    return { status: 'failing', reason: 'error' };
  }
}
