import type { SourceConfiguration } from './configuration/configuration.ts';
import { CompilerError, type CompilerErrorCode } from './errors.ts';
import type { Level } from './pipeline/level.ts';
import type { KeptSource, SourceHistory, SourceRecording } from './source/source-history.ts';
import type { LineSink, SourceReader, SourceSummary } from './source/source-reader.ts';
import type { SourceStatus } from './statistics.ts';
import { classesOf, LineSplitter } from './text/line-splitter.ts';

/** A level and the sink that leads to it. */
export interface OpenLevel {
  readonly level: Level;
  readonly sink: LineSink;
}

/** What came of a source. */
export interface TakenSource {
  readonly status: SourceStatus;
  /** What took the lines; undefined for a source that was skipped. */
  readonly level: Level | undefined;
  readonly summary: SourceSummary;
  /** Why it is not what it is now that was taken. */
  readonly failure?: CompilerError;
}

export interface TakeSourceParts {
  readonly reader: SourceReader;
  readonly history: SourceHistory | undefined;
  /** Opens a level for the lines of the source, anew at each call where {@link isTolerant} holds. */
  readonly open: () => OpenLevel;
}

/** Failures that lie with the source and not with the configuration, so that `onError` may decide. */
const failuresOfSources: ReadonlySet<CompilerErrorCode> = new Set<CompilerErrorCode>([
  'source-unreachable',
  'source-not-found',
  'source-not-a-list',
  'source-too-large',
  'source-timeout',
  'source-shrunk',
  'directive-invalid',
  'include-refused',
  'include-limit',
]);

/** Whether the lines of a source have to wait until it is known that all of it is good. */
export function isTolerant({ onError = 'fail', shrinkPercentMax }: SourceConfiguration): boolean {
  return onError !== 'fail' || shrinkPercentMax !== undefined;
}

/**
 * Reads one source, and where it fails does what its `onError` says.
 *
 * @param pointer JSON Pointer of the source in the configuration
 * @throws CompilerError where the source fails and must not, or where nothing is kept that could stand for it
 */
export async function takeSource(
  source: SourceConfiguration,
  pointer: string,
  parts: TakeSourceParts,
): Promise<TakenSource> {
  const { level, sink } = parts.open();
  if (!isTolerant(source)) {
    return {
      status: 'read',
      level,
      summary: await parts.reader.read(source.source, `${pointer}/source`, sink),
    };
  }
  const recording = parts.history?.record(source.source);
  try {
    const summary = await parts.reader.read(source.source, `${pointer}/source`, copyTo(recording, sink));
    refuseShrunk(source, pointer, summary, await parts.history?.recall(source.source));
    await recording?.keep(summary.lineCount);
    return { status: 'read', level, summary };
  } catch (error) {
    recording?.discard();
    if (!(error instanceof CompilerError) || !failuresOfSources.has(error.code)) throw error;
    return replaceSource(source, error, parts);
  }
}

async function replaceSource(
  { source, onError }: SourceConfiguration,
  failure: CompilerError,
  { history, open }: TakeSourceParts,
): Promise<TakenSource> {
  if (onError === 'skip') {
    return {
      status: 'skipped',
      level: undefined,
      summary: { lineCount: 0, byteCount: 0, fileCount: 0 },
      failure,
    };
  }
  const kept = onError === 'last-good' ? await history?.recall(source) : undefined;
  if (kept === undefined) throw failure;
  const { level, sink } = open();
  return { status: 'last-good', level, summary: await replay(source, kept, sink), failure };
}

async function replay(source: string, { text }: KeptSource, sink: LineSink): Promise<SourceSummary> {
  const splitter = new LineSplitter();
  let lineCount = 0;
  let byteCount = 0;
  const drain = () => {
    while (splitter.next()) {
      const { bytes, start, end } = splitter;
      sink.line(bytes, start, end, classesOf(bytes, start, end), ++lineCount);
    }
  };
  sink.enterFile(source);
  for await (const chunk of text()) {
    byteCount += chunk.length;
    splitter.feed(chunk);
    drain();
  }
  splitter.finish();
  drain();
  return { lineCount, byteCount, fileCount: 1 };
}

function copyTo(recording: SourceRecording | undefined, sink: LineSink): LineSink {
  if (recording === undefined) return sink;
  return {
    enterFile: (name) => sink.enterFile(name),
    line(bytes, start, end, classes, lineNumber) {
      recording.add(bytes, start, end);
      sink.line(bytes, start, end, classes, lineNumber);
    },
  };
}

function refuseShrunk(
  { source, shrinkPercentMax }: SourceConfiguration,
  pointer: string,
  { lineCount }: SourceSummary,
  kept: KeptSource | undefined,
): void {
  if (shrinkPercentMax === undefined || kept === undefined) return;
  const lineCountMin = kept.lineCount * (1 - shrinkPercentMax / 100);
  if (lineCount >= lineCountMin) return;
  throw new CompilerError(
    'source-shrunk',
    `${source} has shrunk from ${kept.lineCount} to ${lineCount} lines, by more than ${shrinkPercentMax} %`,
    { pointer: `${pointer}/shrinkPercentMax`, source },
  );
}
