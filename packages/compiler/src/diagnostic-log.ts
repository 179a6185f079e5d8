import type { Diagnostic } from './diagnostic.ts';
import type { Level, LineComplaint } from './pipeline/level.ts';
import type { LineSink } from './source/source-reader.ts';

/** Collects diagnostics and knows which line is being read. */
export interface DiagnosticLog {
  readonly entries: readonly Diagnostic[];
  /** Diagnostics that were only counted. */
  dropped(): number;
  /** Notes a finding about the line being read. */
  readonly complain: LineComplaint;
  /** Says that what is found from now on has no line of the source last read. */
  leaveLines(): void;
  /** A sink that passes lines on to `level` and remembers where they stand. */
  follow(level: Level): LineSink;
}

export function createDiagnosticLog(entriesMax: number): DiagnosticLog {
  const entries: Diagnostic[] = [];
  let dropped = 0;
  let source = '';
  let line = 0;
  return {
    entries,
    dropped: () => dropped,
    complain(code, message) {
      if (entries.length < entriesMax) {
        entries.push({ code, severity: 'warning', message, source, line, column: 0 });
      } else {
        dropped++;
      }
    },
    leaveLines() {
      line = 0;
    },
    follow: (level) => ({
      enterFile(name) {
        source = name;
      },
      line(bytes, start, end, classes, lineNumber) {
        line = lineNumber;
        level.line(bytes, start, end, classes);
      },
    }),
  };
}
