import { CompilerError, type CompilerErrorCode } from '@bloqr/compiler';
import { type Fault, type ProblemCode, type Tier, tierLimits } from '@bloqr/contract';
import type { ProblemReport } from '../lib/problem-report.ts';
import { FilterLimitError } from './filter-limit-error.ts';

/** The problem for each of the compiler's errors. All keep their name, but for a compile that was cut off. */
const problemCodes = {
  'invalid-configuration': 'invalid-configuration',
  'source-refused': 'source-refused',
  'source-unreachable': 'source-unreachable',
  'source-not-found': 'source-not-found',
  'source-not-a-list': 'source-not-a-list',
  'source-too-large': 'source-too-large',
  'source-timeout': 'source-timeout',
  'source-shrunk': 'source-shrunk',
  'directive-invalid': 'directive-invalid',
  'include-refused': 'include-refused',
  'include-limit': 'include-limit',
  'rule-limit': 'rule-limit',
  'too-many-rules': 'too-many-rules',
  aborted: 'unavailable',
} as const satisfies Record<CompilerErrorCode, ProblemCode>;

/** The problems that a compile can end with. */
export const compileProblems: readonly ProblemCode[] = [
  ...Object.values(problemCodes),
  'tier-limit-exceeded',
  'filter-limit',
];

/** Faults listed at most, and characters of a sentence: a body can be wrong in very many places, and quote itself. */
const faultsMax = 100;
const detailLengthMax = 500;

/**
 * Says what an error of a compile means to the caller; pointers are turned to lead from the request body's root.
 * Undefined for an error that is not the caller's.
 *
 * @param sentAlong the names of content that the caller sent along, which no other server is to blame for
 */
export function describeCompileError(
  error: unknown,
  tier: Tier,
  sentAlong: { has(name: string): boolean } = new Set<string>(),
): ProblemReport | undefined {
  if (error instanceof FilterLimitError) {
    const errors = [{ pointer: toBodyPointer(error.pointer), detail: error.message }];
    return { code: 'filter-limit', detail: error.message, errors };
  }
  if (!(error instanceof CompilerError)) return undefined;
  const { source } = error.place;
  if (error.code === 'source-not-a-list' && source !== undefined && sentAlong.has(source)) {
    return describeContent(source, error.message);
  }
  return describeCompilerError(error, tier);
}

function describeContent(name: string, message: string): ProblemReport {
  const detail = shorten(message);
  const pointer = `/preFetchedContent/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  return { code: 'invalid-request', detail, errors: [{ pointer, detail }] };
}

function describeCompilerError(error: CompilerError, tier: Tier): ProblemReport {
  const report = {
    code: problemCodes[error.code],
    detail: shorten(error.message),
    errors: listFaults(error),
  };
  const max = tierLimits[tier].inputBytesMax;
  if (error.code !== 'source-too-large' || max === null) return report;
  return { ...report, limit: { name: 'inputBytesMax', tier, max } };
}

function listFaults(error: CompilerError): Fault[] {
  if (error.problems.length > 0) {
    return error.problems.slice(0, faultsMax).map((problem) => ({
      ...problem,
      pointer: toBodyPointer(problem.pointer),
      detail: shorten(problem.detail),
    }));
  }
  const { pointer, source, line } = error.place;
  const fault: Fault = { pointer: toBodyPointer(pointer ?? ''), detail: shorten(error.message) };
  if (source !== undefined) fault.source = source;
  if (line !== undefined && line > 0) fault.line = line;
  if (error.code === 'source-refused' && source !== undefined && !isUrl(source)) {
    fault.fix = 'Use a URL, or put the text into preFetchedContent under this name.';
  }
  return [fault];
}

function shorten(text: string): string {
  return text.length > detailLengthMax ? `${text.slice(0, detailLengthMax)}…` : text;
}

function toBodyPointer(pointer: string): string {
  return `/configuration${pointer}`;
}

function isUrl(source: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(source);
}
