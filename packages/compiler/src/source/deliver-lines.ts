import type { LineSplitter } from '../text/line-splitter.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import type { Conditions } from './conditions.ts';
import { type Directive, directiveOf } from './directive.ts';
import type { LineSink } from './source-reader.ts';

const exclamationMark = 0x21;
const diffPathLines = 50;

/** What is being read of one file. */
export interface FileText {
  readonly splitter: LineSplitter;
  readonly conditions: Conditions;
  readonly isIncluded: boolean;
  /** Lines that the file has given so far, those of its includes counted in. */
  lineCount: number;
}

/**
 * Delivers lines until the splitter runs out of them or a directive is met, at which the splitter then stands. Lines
 * of a branch not taken are left out, and so is `! Diff-Path:` among the first 50 lines of an included file: it names
 * a patch for that file, not for the list that includes it.
 */
export function deliverLines(file: FileText, sink: LineSink): Directive | undefined {
  const { splitter, conditions, isIncluded } = file;
  const { isActive } = conditions;
  let { lineCount } = file;
  let directive: Directive | undefined;
  while (splitter.next()) {
    const { bytes, start, end } = splitter;
    if (bytes[start] === exclamationMark) {
      directive = directiveOf(bytes, start, end);
      if (directive !== undefined) break;
    }
    if (!isActive) continue;
    if (isIncluded && lineCount < diffPathLines && isDiffPath(bytes, start, end)) continue;
    sink.line(bytes, start, end, splitter.classes, splitter.lineNumber);
    lineCount++;
  }
  file.lineCount = lineCount;
  return directive;
}

function isDiffPath(bytes: Uint8Array, start: number, end: number): boolean {
  return decodeUtf8(bytes, start, end).trimStart().startsWith('! Diff-Path:');
}
