import {
  type Compilation,
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
import type { ListDates } from './list-dates.ts';
import { meterFilters } from './meter-filters.ts';
import { digestRules } from './rule-digest.ts';
import { findExcess } from './tier-allowance.ts';

/** What to compile, and for whom. */
export interface CompileOrder {
  /** A configuration, not yet parsed. */
  readonly configuration: unknown;
  readonly preFetchedContent: ReadonlyMap<string, string>;
  readonly tier: Tier;
  /** Host names of this service itself, which no source may name. */
  readonly ownHosts: ReadonlySet<string>;
}

/** A finished compile with what the Worker adds to it. */
export interface CompiledList {
  readonly compilation: Compilation;
  /** See {@link digestRules}. */
  readonly digest: string;
  readonly lastModified: Date;
}

/** What became of an order. */
export type CompileOutcome =
  | { readonly kind: 'compiled'; readonly list: CompiledList }
  | { readonly kind: 'refused'; readonly report: ProblemReport };

export type CompileList = (order: CompileOrder) => Promise<CompileOutcome>;

export interface CompileListParts {
  readonly ports: SourceReaderOptions['ports'];
  readonly hostAllowlist: ReadonlySet<string>;
  readonly dates: ListDates;
  readonly now: () => Date;
  /** What stands behind `! Compiled by`. */
  readonly generator: string;
}

/** Makes the Worker's compile: within the limits of the tier, with a digest, and dated by when its rules last changed. */
export function createCompileList({
  ports,
  hostAllowlist,
  dates,
  now,
  generator,
}: CompileListParts): CompileList {
  async function run(configuration: Configuration, order: CompileOrder): Promise<CompiledList> {
    const reader = createSourceReader({
      ports,
      limits: getSourceLimits(order.tier),
      hostAllowlist,
      ownHosts: order.ownHosts,
      preFetchedContent: order.preFetchedContent,
    });
    const compilation = await compile(configuration, {
      reader: meterFilters(reader, configuration),
      generator,
    });
    const digest = digestRules(compilation);
    return { compilation, digest, lastModified: await dates.dateOf(digest, now()) };
  }

  return async (order) => {
    try {
      const configuration = parseConfiguration(order.configuration);
      const report = findExcess({ configuration, preFetchedContent: order.preFetchedContent }, order.tier);
      if (report !== undefined) return { kind: 'refused', report };
      return { kind: 'compiled', list: await run(configuration, order) };
    } catch (error) {
      const report = describeCompileError(error, order.tier);
      if (report === undefined) throw error;
      return { kind: 'refused', report };
    }
  };
}
