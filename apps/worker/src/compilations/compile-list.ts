import {
  type CompileProgress,
  type Configuration,
  compile,
  createSourceReader,
  parseConfiguration,
  type SourceReaderOptions,
} from '@bloqr/compiler';
import type { Tier } from '@bloqr/contract';
import type { ProblemReport } from '../lib/problem-report.ts';
import { getSourceLimits } from '../sources/source-limits.ts';
import { describeCompileError } from './compile-problem.ts';
import type { CompiledList } from './compiled-list.ts';
import type { ListDates } from './list-dates.ts';
import { meterFilters } from './meter-filters.ts';
import { keyOfOrder } from './order-key.ts';
import { digestRules } from './rule-digest.ts';
import { findExcess } from './tier-allowance.ts';

/** What to compile, and for whom. */
export interface CompileOrder {
  /** A configuration, not yet parsed. */
  readonly configuration: unknown;
  readonly preFetchedContent: ReadonlyMap<string, string>;
  /** A result with more rules is refused; undefined for no such limit. */
  readonly maxRules: number | undefined;
  /** Whether to account for each source, see the compiler's `Analysis`. */
  readonly analysis: boolean;
  readonly tier: Tier;
  /** Host names of this service itself, which no source may name. */
  readonly ownHosts: ReadonlySet<string>;
}

/** How somebody follows a compile, and ends it. */
export interface CompileWatch {
  /** Ends the compile when it aborts: nothing is fetched any more. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CompileProgress) => void;
}

/** What became of a compile. */
export type CompileOutcome =
  | { readonly kind: 'compiled'; readonly list: CompiledList }
  | { readonly kind: 'refused'; readonly report: ProblemReport };

/** An order that was looked at: refused at once, or ready to be carried out. */
export type PreparedCompile =
  | { readonly kind: 'refused'; readonly report: ProblemReport }
  | {
      readonly kind: 'ready';
      /** See `order-key.ts`. */
      readonly orderKey: string;
      readonly sourceCount: number;
      readonly run: (watch: CompileWatch) => Promise<CompileOutcome>;
    };

/** Looks at an order as far as it can be judged without reading anything. */
export type PrepareCompile = (order: CompileOrder) => PreparedCompile;

export interface PrepareCompileParts {
  /** The outside as one compile has it; all that it does ends with the signal. */
  readonly createPorts: (signal: AbortSignal) => SourceReaderOptions['ports'];
  readonly hostAllowlist: ReadonlySet<string>;
  readonly dates: ListDates;
  readonly now: () => Date;
  /** What stands behind `! Compiled by`. */
  readonly generator: string;
}

/** Makes the Worker's compile: within the limits of the tier, with a digest, and dated by when its rules last changed. */
export function createPrepareCompile(parts: PrepareCompileParts): PrepareCompile {
  return (order) => {
    try {
      const configuration = parseConfiguration(order.configuration);
      const report = findExcess({ configuration, preFetchedContent: order.preFetchedContent }, order.tier);
      if (report !== undefined) return { kind: 'refused', report };
      return {
        kind: 'ready',
        orderKey: keyOfOrder(order, parts.generator),
        sourceCount: configuration.sources.length,
        run: (watch) => runCompile(parts, configuration, order, watch),
      };
    } catch (error) {
      return refuse(error, order.tier);
    }
  };
}

async function runCompile(
  { createPorts, hostAllowlist, dates, now, generator }: PrepareCompileParts,
  configuration: Configuration,
  order: CompileOrder,
  { signal, onProgress }: CompileWatch,
): Promise<CompileOutcome> {
  try {
    const reader = createSourceReader({
      ports: createPorts(signal),
      limits: getSourceLimits(order.tier),
      hostAllowlist,
      ownHosts: order.ownHosts,
      preFetchedContent: order.preFetchedContent,
      signal,
    });
    const compilation = await compile(configuration, {
      reader: meterFilters(reader, configuration),
      generator,
      onProgress,
      analyse: order.analysis,
    });
    const { statistics, diagnostics, diagnosticsDropped, analysis } = compilation;
    const { ruleCount } = statistics;
    if (order.maxRules !== undefined && ruleCount > order.maxRules) {
      return { kind: 'refused', report: describeTooManyRules(ruleCount, order.maxRules) };
    }
    const digest = digestRules(compilation);
    const lastModified = await dates.dateOf(digest, now());
    const summary = {
      ruleCount,
      digest,
      statistics,
      diagnostics,
      diagnosticsDropped,
      refused: [],
      ...(analysis && { analysis }),
    };
    return { kind: 'compiled', list: { summary, lastModified, text: () => compilation.text(lastModified) } };
  } catch (error) {
    return refuse(error, order.tier);
  }
}

function refuse(error: unknown, tier: Tier): { readonly kind: 'refused'; readonly report: ProblemReport } {
  const report = describeCompileError(error, tier);
  if (report === undefined) throw error;
  return { kind: 'refused', report };
}

function describeTooManyRules(actual: number, max: number): ProblemReport {
  return {
    code: 'too-many-rules',
    detail: `The list has ${actual} rules; ${max} were asked for at most.`,
    limit: { name: 'maxRules', max, actual },
  };
}
