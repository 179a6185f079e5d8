import {
  type CompileOptions,
  type CompileProgress,
  type Configuration,
  compile,
  createSourceReader,
  explain,
  formatList,
  formats,
  parseConfiguration,
  type SourceHistory,
  type SourceReaderOptions,
  targets,
} from '@bloqr/compiler';
import { Flights } from '../lib/flights.ts';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import { getSourceLimits } from '../sources/source-limits.ts';
import { createClockPorts } from '../sources/source-ports.ts';
import type { SourceSession } from '../sources/source-session.ts';
import { describeCompile } from './compile-log.ts';
import type { CompileOrder } from './compile-order.ts';
import { describeCompileError } from './compile-problem.ts';
import type { CompiledList } from './compiled-list.ts';
import type { ListDates } from './list-dates.ts';
import { meterFilters } from './meter-filters.ts';
import { keyOfOrder } from './order-key.ts';
import type { ResultCache } from './result-cache.ts';
import { digestRules } from './rule-digest.ts';
import { findExcess } from './tier-allowance.ts';

/** How somebody follows a compile, and leaves it. */
export interface CompileWatch {
  /** Aborts when nobody is interested any more. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: CompileProgress) => void;
  readonly waitUntil: WaitUntil;
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
  /** The network, and what is remembered of it; undefined where only content that is sent along can be compiled. */
  readonly online:
    | {
        readonly openSession: (waitUntil: WaitUntil) => SourceSession;
        readonly history: SourceHistory;
        readonly results: ResultCache;
      }
    | undefined;
  readonly hostAllowlist: ReadonlySet<string>;
  readonly dates: ListDates;
  readonly log: Log;
  /** Milliseconds of a clock. */
  readonly now: () => number;
  /** What stands behind `! Compiled by`. */
  readonly generator: string;
  /** The code that compiles: another one may make something else of the same order. */
  readonly build: string;
}

/**
 * Makes the Worker's compile: within the limits of the tier, with a digest, dated by when its rules last changed, and
 * not done again where what it is made from is as it was.
 */
export function createPrepareCompile(parts: PrepareCompileParts): PrepareCompile {
  const flights = new Flights<CompileProgress, CompileOutcome>(parts.now);
  const { build, hostAllowlist } = parts;
  return (order) => {
    try {
      const configuration = parseConfiguration(order.configuration);
      const report = findExcess({ configuration, preFetchedContent: order.preFetchedContent }, order.tier);
      if (report !== undefined) return { kind: 'refused', report };
      const orderKey = keyOfOrder(order, build, hostAllowlist);
      return {
        kind: 'ready',
        orderKey,
        sourceCount: configuration.sources.length,
        run: async (watch) => {
          const run = (signal: AbortSignal, onProgress: CompileWatch['onProgress']) =>
            new CompileRun(parts, order, orderKey, { ...watch, signal, onProgress }).run(configuration);
          try {
            return await flights.join(orderKey, run, watch);
          } catch (error) {
            if (watch.signal.aborted) return { kind: 'refused', report: leftReport };
            throw error;
          }
        },
      };
    } catch (error) {
      return refuse(error, order);
    }
  };
}

/** Sources that take longer to say whether they changed are read instead, which has a limit of its own. */
const comparingTimeLimitMs = 5000;

/** Nobody reads it. */
const leftReport: ProblemReport = { code: 'unavailable', detail: 'The client has left.' };

/** One order being carried out. */
class CompileRun {
  readonly #parts: PrepareCompileParts;
  readonly #order: CompileOrder;
  readonly #orderKey: string;
  readonly #watch: CompileWatch;
  readonly #session: SourceSession | undefined;
  readonly #ports: SourceReaderOptions['ports'];

  constructor(parts: PrepareCompileParts, order: CompileOrder, orderKey: string, watch: CompileWatch) {
    this.#parts = parts;
    this.#order = order;
    this.#orderKey = orderKey;
    this.#watch = watch;
    this.#session = parts.online?.openSession(watch.waitUntil);
    this.#ports = {
      ...createClockPorts(parts.now, watch.signal),
      ...(this.#session && { fetch: this.#session.fetch }),
    };
  }

  async run(configuration: Configuration): Promise<CompileOutcome> {
    const startMs = this.#parts.now();
    const [outcome, isKept] = await this.#findOrCompile(configuration);
    const durationMs = this.#parts.now() - startMs;
    this.#parts.log(describeCompile(outcome, { tier: this.#order.tier, isKept, durationMs }));
    return outcome;
  }

  async #findOrCompile(configuration: Configuration): Promise<[outcome: CompileOutcome, isKept: boolean]> {
    try {
      const kept = await this.#findKept();
      if (kept !== undefined) return [{ kind: 'compiled', list: kept }, true];
      return [await this.#compile(configuration), false];
    } catch (error) {
      return [refuse(error, this.#order), false];
    }
  }

  /** An earlier result, told of as if it were made now. What is sent along is the caller's, and nothing of it is kept. */
  async #findKept(): Promise<CompiledList | undefined> {
    const session = this.#session;
    if (session === undefined || this.#order.preFetchedContent.size > 0) return undefined;
    const list = await this.#parts.online?.results.find(this.#orderKey, (dependencies) => {
      const signal = AbortSignal.any([AbortSignal.timeout(comparingTimeLimitMs), this.#watch.signal]);
      return session.areUnchanged(dependencies, { headers: {}, signal });
    });
    for (const [index, entry] of list?.summary.statistics.sources.entries() ?? []) {
      const { source, status, lineCount, byteCount } = entry;
      this.#watch.onProgress({ kind: 'source-started', index, source });
      this.#watch.onProgress({ kind: 'source-finished', index, source, status, lineCount, byteCount });
    }
    return list;
  }

  async #compile(configuration: Configuration): Promise<CompileOutcome> {
    const { dates, now, generator, hostAllowlist, online } = this.#parts;
    const { tier, ownHosts, preFetchedContent, output, analysis: analyse, maxRules, why } = this.#order;
    const { signal, onProgress } = this.#watch;
    const limits = getSourceLimits(tier);
    const reader = createSourceReader({
      ports: this.#ports,
      limits,
      hostAllowlist,
      ownHosts,
      preFetchedContent,
      signal,
    });
    const options: CompileOptions = {
      reader: meterFilters(reader, configuration),
      generator,
      onProgress,
      analyse,
      // What is sent along may stand under any name, and must not pass for what a public source has said.
      ...(online && preFetchedContent.size === 0 && { history: online.history }),
    };
    const { compilation, explanation } =
      why === undefined
        ? { compilation: await compile(configuration, options), explanation: undefined }
        : await explain(configuration, options, why);
    const formatted = formatList(compilation, output);
    const { ruleCount, refused } = formatted;
    if (maxRules !== undefined && ruleCount > maxRules) {
      return { kind: 'refused', report: describeTooManyRules(ruleCount, maxRules) };
    }
    const digest = digestRules(formatted);
    const lastModified = await dates.dateOf(digest, new Date(now()));
    const { statistics, diagnostics, diagnosticsDropped, analysis } = compilation;
    const list: CompiledList = {
      summary: {
        ruleCount,
        digest,
        statistics,
        diagnostics,
        diagnosticsDropped,
        refused,
        analysis,
        explanation,
      },
      lastModified,
      mediaType: formats['target' in output ? targets[output.target].format : output.format].mediaType,
      text: () => formatted.text(lastModified),
    };
    this.#keep(list);
    return { kind: 'compiled', list };
  }

  /** Keeps a result that was made from nothing but what its sources say and may be asked after. */
  #keep(list: CompiledList): void {
    const dependencies = this.#session?.listDependencies();
    const { online } = this.#parts;
    const isWhole = list.summary.statistics.sources.every(({ status }) => status === 'read');
    const isPublic = this.#order.preFetchedContent.size === 0;
    if (dependencies === undefined || online === undefined || !isWhole || !isPublic) return;
    this.#watch.waitUntil(online.results.keep(this.#orderKey, list, dependencies));
  }
}

function refuse(
  error: unknown,
  { tier, preFetchedContent }: CompileOrder,
): { readonly kind: 'refused'; readonly report: ProblemReport } {
  const report = describeCompileError(error, tier, preFetchedContent);
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
