import type { Diagnostic } from './diagnostic.ts';
import { rulesOfLine } from './inputs/foreign-lines.ts';
import type { Level, LineComplaint } from './pipeline/level.ts';
import type { LevelPlan } from './pipeline/level-plan.ts';
import { readMeaning } from './pipeline/line-meaning.ts';
import { locateFault } from './rule/locate-fault.ts';
import { type RuleFault, ruleFaults } from './rule/rule-fault.ts';
import type { LineSink } from './source/source-reader.ts';
import { decodeUtf8 } from './text/utf8.ts';

/** Collects diagnostics and knows which line is being read. */
export interface DiagnosticLog {
  readonly entries: readonly Diagnostic[];
  /** Diagnostics that were only counted. */
  dropped(): number;
  /** Notes a finding about the line being read. */
  readonly complain: LineComplaint;
  /** Notes a finding about a source as a whole. */
  report(code: string, message: string, source: string): void;
  /** Says that what is found from now on has no line of the source last read. */
  leaveLines(): void;
  /** A sink that passes lines on to `level` and remembers where they stand. */
  follow(level: Level): LineSink;
  /** The same, and says of each refused line what is wrong with it. `plan` is that of the level. */
  followClosely(level: Level, plan: LevelPlan): LineSink;
}

export function createDiagnosticLog(entriesMax: number): DiagnosticLog {
  const entries: Diagnostic[] = [];
  let dropped = 0;
  let source = '';
  let line = 0;
  const note = (entry: Omit<Diagnostic, 'source' | 'line'> & Partial<Diagnostic>) => {
    if (entries.length < entriesMax) entries.push({ source, line, ...entry });
    else dropped++;
  };
  const explain = (text: string, plan: LevelPlan) => {
    // Once the log is full, the account of what is wrong would be thrown away.
    if (entries.length >= entriesMax) {
      dropped++;
      return;
    }
    const fault = faultOf(text, plan);
    if (fault !== undefined) {
      note({ code: fault, severity: 'error', message: ruleFaults[fault], ...locateFault(text, fault) });
    }
  };
  const enterFile = (name: string) => {
    source = name;
  };
  return {
    entries,
    dropped: () => dropped,
    complain: (code, message) => note({ code, severity: 'warning', message, column: 0 }),
    // One a source at most, and never lost among thousands about lines.
    report: (code, message, about) =>
      entries.push({ code, severity: 'warning', message, column: 0, source: about, line: 0 }),
    leaveLines() {
      line = 0;
    },
    follow: (level) => ({
      enterFile,
      line(bytes, start, end, classes, lineNumber) {
        line = lineNumber;
        level.line(bytes, start, end, classes);
      },
    }),
    followClosely: (level, plan) => ({
      enterFile,
      line(bytes, start, end, classes, lineNumber) {
        line = lineNumber;
        const before = level.refusals;
        level.line(bytes, start, end, classes);
        if (level.refusals > before) explain(decodeUtf8(bytes, start, end), plan);
      },
    }),
  };
}

function faultOf(text: string, plan: LevelPlan): RuleFault | undefined {
  for (const line of rulesOfLine(text)) {
    const meaning = readMeaning(line, plan, { change: () => undefined, complain: () => undefined });
    if (meaning.kind === 'refused') return meaning.fault;
    const names = meaning.kind === 'names' ? meaning.names : [];
    const fault = names.find((name) => name.fault !== undefined)?.fault;
    if (fault !== undefined) return fault;
  }
  return undefined;
}
