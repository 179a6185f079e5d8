import type { LineSink, SourceReader } from '../source/source-reader.ts';
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

/** A reader that keeps the lines that speak of what is asked for. */
export interface LineRecorder {
  readonly reader: SourceReader;
  readonly lines: readonly RecordedLine[];
  /** Lines beyond `linesMax`. */
  dropped(): number;
}

/** Makes a reader that reads like `reader` and remembers up to `linesMax` lines that speak of `asked`. */
export function recordLines(reader: SourceReader, asked: Query, linesMax: number): LineRecorder {
  const lines: RecordedLine[] = [];
  let dropped = 0;
  const record = (source: number, file: string, line: number, text: string) => {
    if (!speaksOf(text, asked)) return;
    if (lines.length < linesMax) lines.push({ source, file, line, text });
    else dropped++;
  };
  const follow = (source: number, sink: LineSink): LineSink => {
    let file = '';
    return {
      enterFile(name) {
        file = name;
        sink.enterFile(name);
      },
      line(bytes, start, end, classes, lineNumber) {
        record(source, file, lineNumber, decodeUtf8(bytes, start, end));
        sink.line(bytes, start, end, classes, lineNumber);
      },
    };
  };
  return {
    lines,
    dropped: () => dropped,
    reader: {
      read: (reference, pointer, sink) => {
        const source = /^\/sources\/(\d+)\/source$/.exec(pointer)?.[1];
        return reader.read(reference, pointer, source === undefined ? sink : follow(Number(source), sink));
      },
    },
  };
}
