import { countOf, fieldsOf, listOf, parseJson, textOf, wordOf } from '../lib/read-fields.ts';
import { readProblem } from '../problem/read-problem.ts';
import type {
  CompileCounts,
  CompileEvent,
  Diagnostic,
  RefusedRules,
  SourceAnalysis,
  SourceCounts,
  SourceRules,
} from './compile-events.ts';

/**
 * Reads one event of the stream. Events of names that the page does not know are nothing to it.
 *
 * @param name the event's `event:`
 * @param json the event's `data:`
 */
export function readCompileEvent(name: string, json: string): CompileEvent | undefined {
  const fields = fieldsOf(parseJson(json));
  switch (name) {
    case 'stage':
      return { kind: 'stage', stage: wordOf(fields.stage, ['reading', 'settling', 'writing']) };
    case 'source': {
      const place = { index: countOf(fields.index), source: textOf(fields.source) };
      if (fields.status !== 'finished') return { kind: 'source-started', ...place };
      const { lineCount, byteCount } = fields;
      return {
        kind: 'source-finished',
        ...place,
        lineCount: countOf(lineCount),
        byteCount: countOf(byteCount),
      };
    }
    case 'diagnostics':
      return { kind: 'diagnostics', diagnostics: listOf(fields.diagnostics).map(readDiagnostic) };
    case 'statistics':
      return { kind: 'statistics', counts: readCounts(fields) };
    case 'list':
      return { kind: 'list', text: textOf(fields.text) };
    case 'done':
      return { kind: 'done' };
    case 'problem':
      return { kind: 'problem', problem: readProblem(fields, countOf(fields.status)) };
    default:
      return undefined;
  }
}

function readDiagnostic(value: unknown): Diagnostic {
  const { code, severity, message, source, line, fix } = fieldsOf(value);
  return {
    code: textOf(code),
    severity: wordOf(severity, ['warning', 'error', 'info']),
    message: textOf(message),
    source: textOf(source),
    line: countOf(line),
    ...(typeof fix === 'string' && { fix }),
  };
}

function readCounts(value: Readonly<Record<string, unknown>>): CompileCounts {
  const statistics = fieldsOf(value.statistics);
  const removed = fieldsOf(statistics.removed);
  return {
    ruleCount: countOf(value.ruleCount ?? statistics.ruleCount),
    linesRead: countOf(statistics.linesRead),
    analysis: readAnalysis(value.analysis),
    sources: listOf(statistics.sources).map(readSource),
    removed: {
      duplicate: countOf(removed.duplicate),
      redundant: countOf(removed.redundant),
      invalid: countOf(removed.invalid),
      comments: countOf(removed.comments),
      blank: countOf(removed.blank),
      excluded: countOf(removed.excluded),
      notIncluded: countOf(removed.notIncluded),
    },
    refused: listOf(value.refused).map(readRefused),
    diagnosticsDropped: countOf(value.diagnosticsDropped),
  };
}

/** Undefined where there is none, or one that does not fit together. */
function readAnalysis(value: unknown): SourceAnalysis | undefined {
  const { sources, overlap } = fieldsOf(value);
  const read = listOf(sources).map(readSourceRules);
  const matrix = listOf(overlap).map((row) => listOf(row).map(countOf));
  const fits = matrix.length === read.length && matrix.every(({ length }) => length === read.length);
  return read.length > 0 && fits ? { sources: read, overlap: matrix } : undefined;
}

function readSourceRules(value: unknown): SourceRules {
  const fields = fieldsOf(value);
  return {
    rules: countOf(fields.rules),
    kept: countOf(fields.kept),
    duplicate: countOf(fields.duplicate),
    redundant: countOf(fields.redundant),
    invalid: countOf(fields.invalid),
    excluded: countOf(fields.excluded),
    notIncluded: countOf(fields.notIncluded),
    comments: countOf(fields.comments),
    blank: countOf(fields.blank),
    unique: countOf(fields.unique),
  };
}

function readSource(value: unknown): SourceCounts {
  const { source, status, lineCount, byteCount } = fieldsOf(value);
  return {
    source: textOf(source),
    status: wordOf(status, ['read', 'skipped', 'last-good']),
    lineCount: countOf(lineCount),
    byteCount: countOf(byteCount),
  };
}

function readRefused(value: unknown): RefusedRules {
  const { code, message, count, examples } = fieldsOf(value);
  return {
    code: textOf(code),
    message: textOf(message),
    count: countOf(count),
    examples: listOf(examples).map((example) => textOf(example)),
  };
}
