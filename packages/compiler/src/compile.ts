import type { Analysis } from './analysis/analysis.ts';
import { SourceTrace } from './analysis/source-trace.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { Diagnostic } from './diagnostic.ts';
import { createDiagnosticLog } from './diagnostic-log.ts';
import { type CommentMark, formatHeader, formatSourceHeader } from './header.ts';
import { Level } from './pipeline/level.ts';
import { isPlanEmpty, isVerbatim, type LevelPlan, planLevel, validationOf } from './pipeline/level-plan.ts';
import { loadFilters } from './pipeline/load-filters.ts';
import { createRemovalCounts } from './pipeline/removal-counts.ts';
import type { SourceHistory } from './source/source-history.ts';
import type { LineSink, SourceReader } from './source/source-reader.ts';

import type { SourceStatistics, SourceStatus, Statistics } from './statistics.ts';
import { isTolerant, takeSource } from './take-source.ts';
import { encodeUtf8 } from './text/utf8.ts';

export interface CompileOptions {
  /** Where sources come from; see `createSourceReader`. */
  readonly reader: SourceReader;
  /**
   * `compatible` (default) gives HostlistCompiler's result with its documented defects mended; `strict` also refuses
   * what HostlistCompiler lets pass, see docs/compatibility.md.
   */
  readonly mode?: 'compatible' | 'strict';
  /** What sources said before, for `onError` and `shrinkPercentMax`. Without it neither has anything to go by. */
  readonly history?: SourceHistory;
  /** What stands behind `! Compiled by`. */
  readonly generator?: string;
  readonly onProgress?: (progress: CompileProgress) => void;
  /**
   * Also account for each source ({@link Compilation.analysis}) and say of each refused line what is wrong with it. Takes
   * about twice the memory and half as much time again.
   */
  readonly analyse?: boolean;
  /** Diagnostics kept; further ones are only counted. Default 1,000. */
  readonly diagnosticsMax?: number;
}

export type CompileProgress =
  | { readonly kind: 'source-started'; readonly index: number; readonly source: string }
  | {
      readonly kind: 'source-finished';
      readonly index: number;
      readonly source: string;
      readonly status: SourceStatus;
      readonly lineCount: number;
      readonly byteCount: number;
    };

/** A finished compile. It holds the result in compact form; the text is made while it is read. */
export interface Compilation {
  readonly statistics: Statistics;
  /** Where it was asked for with `analyse`. */
  readonly analysis?: Analysis;
  readonly diagnostics: readonly Diagnostic[];
  /** Diagnostics beyond `diagnosticsMax`, only counted. */
  readonly diagnosticsDropped: number;
  /**
   * The lines below the header, joined by LF, as UTF-8 in chunks of some 64 KiB. A chunk is valid until the next one
   * is asked for. Can be run several times and gives the same bytes each time.
   */
  rules(): Iterable<Uint8Array>;
  /** The header alone, in the comment syntax of an output format, with lines of that format before its last line. */
  header(lastModified: Date, mark?: CommentMark, preamble?: readonly string[]): string;
  /** The whole list: header with this date, then the rules. */
  text(lastModified: Date): Iterable<Uint8Array>;
}

/**
 * Compiles a list as `configuration` says: each source is read and transformed by itself, then all of them together.
 *
 * @throws CompilerError when a source cannot be had, a directive is broken or a regular expression is refused
 */
export async function compile(configuration: Configuration, options: CompileOptions): Promise<Compilation> {
  return (await compileWithPlans(configuration, options)).compilation;
}

/** What the levels of a compile did to its lines. */
export interface CompilePlans {
  readonly top: LevelPlan;
  /** In the order of the configuration; undefined for a source whose lines go straight to the top. */
  readonly sources: readonly (LevelPlan | undefined)[];
}

/** Gives the sink that is to stand before that of a source; `plan` is that of the level which takes the lines. */
export type SinkTap = (source: number, sink: LineSink, plan: LevelPlan) => LineSink;

/**
 * {@link compile}, with its plans.
 *
 * @param tap asked again where a source is taken anew
 */
export async function compileWithPlans(
  configuration: Configuration,
  options: CompileOptions,
  tap: SinkTap = (_source, sink) => sink,
): Promise<{ readonly compilation: Compilation; readonly plans: CompilePlans }> {
  const { reader, generator = 'bloqr-backend', onProgress } = options;
  const isStrict = options.mode === 'strict';
  const diagnostics = createDiagnosticLog(options.diagnosticsMax ?? 1000);
  const topValidation = validationOf(configuration, isStrict);

  const topFilters = await loadFilters(configuration, '', reader);
  const trace = options.analyse === true ? new SourceTrace() : undefined;
  const topPlan = planLevel(configuration, topFilters, isStrict, undefined);
  const top = new Level(topPlan, diagnostics.complain, trace);
  const counts = createRemovalCounts();
  const sources: SourceStatistics[] = [];
  const sourcePlans: (LevelPlan | undefined)[] = [];

  for (const [index, source] of configuration.sources.entries()) {
    const pointer = `/sources/${index}`;
    onProgress?.({ kind: 'source-started', index, source: source.source });
    for (const line of formatSourceHeader(source.source, source.name)) top.ownComment(line);
    const plan = planLevel(source, await loadFilters(source, pointer, reader), isStrict, topValidation);
    const isDirect = isPlanEmpty(plan, source) && !isTolerant(source);
    sourcePlans.push(isDirect ? undefined : plan);
    const open = () => {
      const level = isDirect ? top : new Level(plan, diagnostics.complain);
      const sink =
        trace === undefined
          ? diagnostics.follow(level)
          : diagnostics.followClosely(level, isDirect ? topPlan : plan, !isDirect);
      return { level, sink: tap(index, sink, isDirect ? topPlan : plan) };
    };
    trace?.enterSource(top.store.end, top.counts);
    const { level, status, summary, failure } = await takeSource(source, pointer, {
      reader,
      history: options.history,
      open,
    });
    if (failure !== undefined) diagnostics.report(`source-${status}`, failure.message, source.source);
    if (level !== undefined) diagnostics.endSource(level, isDirect ? topPlan : plan);
    if (level !== undefined && level !== top) {
      diagnostics.leaveLines();
      level.deliver(
        trace === undefined
          ? (bytes, start, end, classes) => top.line(bytes, start, end, classes)
          : diagnostics.passOn(top, topPlan, isVerbatim(plan)),
      );
      addCounts(counts, level.counts);
    }
    trace?.leaveSource(top.store.end, top.counts, level === top ? undefined : level?.counts);
    sources.push({
      source: source.source,
      ...(source.name === undefined ? {} : { name: source.name }),
      status,
      ...summary,
    });
    onProgress?.({ kind: 'source-finished', index, source: source.source, status, ...summary });
  }

  const { lineCount, ruleCount } = top.finish();
  addCounts(counts, top.counts);
  const compilation: Compilation = {
    statistics: {
      sources,
      linesRead: sources.reduce((sum, source) => sum + source.lineCount, 0),
      ruleCount,
      lineCount,
      removed: counts,
    },
    ...(trace === undefined ? {} : { analysis: trace.analyse(top.store) }),
    diagnostics: diagnostics.entries,
    diagnosticsDropped: diagnostics.dropped(),
    header: (lastModified, mark, preamble) =>
      formatHeader(configuration, generator, lastModified, mark, preamble),
    rules: () => top.text(),
    *text(lastModified) {
      yield encodeUtf8(formatHeader(configuration, generator, lastModified) + (lineCount > 0 ? '\n' : ''));
      yield* top.text();
    },
  };
  return { compilation, plans: { top: topPlan, sources: sourcePlans } };
}

type Counts = ReturnType<typeof createRemovalCounts>;

function addCounts(sum: Counts, counts: Counts): void {
  for (const reason of Object.keys(sum) as (keyof Counts)[]) sum[reason] += counts[reason];
}
