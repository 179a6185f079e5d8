import type { LineSink } from '../source/source-reader.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { type Query, speaksOf } from './query.ts';

/** A line of a source as it was read. */
export interface RecordedLine {
  /** Index of the source in the configuration. */
  readonly source: number;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Keeps the lines that speak of what is asked for. */
export interface LineRecorder {
  /** A sink that records lines of a source and passes them on. What the source said before is forgotten. */
  readonly tap: (source: number, sink: LineSink) => LineSink;
  /** The first `linesMax` lines, in order. */
  lines(): readonly RecordedLine[];
  /** Lines beyond those. */
  dropped(): number;
}

/** Makes a recorder of up to `linesMax` lines that speak of `asked`. */
export function recordLines(asked: Query, linesMax: number): LineRecorder {
  const bySource = new Map<number, { readonly lines: RecordedLine[]; dropped: number }>();
  const all = () => [...bySource.values()];
  const isFull = () => all().reduce((sum, { lines }) => sum + lines.length, 0) >= linesMax;
  return {
    tap(source, sink) {
      const recorded = { lines: [] as RecordedLine[], dropped: 0 };
      bySource.set(source, recorded);
      let file = '';
      return {
        enterFile(name) {
          file = name;
          sink.enterFile(name);
        },
        line(bytes, start, end, classes, lineNumber) {
          const text = decodeUtf8(bytes, start, end);
          if (speaksOf(text, asked)) {
            if (isFull()) recorded.dropped++;
            else recorded.lines.push({ source, file, line: lineNumber, text });
          }
          sink.line(bytes, start, end, classes, lineNumber);
        },
      };
    },
    lines: () => all().flatMap(({ lines }) => lines),
    dropped: () => all().reduce((sum, { dropped }) => sum + dropped, 0),
  };
}
