import type { Diagnostic } from './diagnostic.ts';
import { rulesOfLine } from './inputs/foreign-lines.ts';
import { type LinePlace, LinePlaces } from './line-places.ts';
import type { Level, LineComplaint } from './pipeline/level.ts';
import type { LevelPlan } from './pipeline/level-plan.ts';
import { readMeaning } from './pipeline/line-meaning.ts';
import type { LineReceiver } from './pipeline/line-output.ts';
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
  /**
   * The same, and says of each refused line what is wrong with it. `plan` is that of the level; `keepsPlaces` where
   * {@link passOn} follows.
   */
  followClosely(level: Level, plan: LevelPlan, keepsPlaces: boolean): LineSink;
  /** Ends the source of a level that is followed. */
  endSource(level: Level, plan: LevelPlan): void;
  /**
   * Takes the lines that come out of the level last followed closely on to `top`, and says what that refuses. Lines whose
   * text that level may have changed have no columns.
   */
  passOn(top: Level, plan: LevelPlan, hasColumns: boolean): LineReceiver;
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
  let places = new LinePlaces();
  /** The line whose rules come with a later one. */
  let held: (LinePlace & { readonly text: string }) | undefined;
  const explain = (text: string, plan: LevelPlan, place: LinePlace & { column?: number }) => {
    // Once the log is full, the account of what is wrong would be thrown away.
    if (entries.length >= entriesMax) {
      dropped++;
      return;
    }
    const fault = faultOf(text, plan);
    if (fault === undefined) return;
    note({
      code: fault,
      severity: 'error',
      message: ruleFaults[fault],
      ...locateFault(text, fault),
      ...place,
    });
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
    followClosely(level, plan, keepsPlaces) {
      places = new LinePlaces();
      held = undefined;
      return {
        enterFile,
        line(bytes, start, end, classes, lineNumber) {
          line = lineNumber;
          const { refusals, held: heldBefore } = level;
          const offset = level.store.end;
          level.line(bytes, start, end, classes);
          const isHeld = level.held !== undefined && level.held !== heldBefore;
          const former = level.held === heldBefore ? undefined : held;
          if (keepsPlaces && level.store.end > offset) {
            places.add(offset, former?.source ?? source, former?.line ?? line);
          }
          // Names that a validator will refuse later are refused there.
          if (level.refusals > refusals && plan.validation !== undefined) {
            if (former !== undefined)
              explain(former.text, plan, { source: former.source, line: former.line });
            if (!isHeld) explain(decodeUtf8(bytes, start, end), plan, { source, line });
          }
          if (isHeld) held = { text: decodeUtf8(bytes, start, end), source, line };
          else if (level.held === undefined) held = undefined;
        },
      };
    },
    endSource(level, plan) {
      const { refusals } = level;
      const offset = level.store.end;
      level.endSource();
      if (held === undefined) return;
      const { text, ...place } = held;
      held = undefined;
      places.add(offset, place.source, place.line);
      if (level.refusals > refusals && plan.validation !== undefined) explain(text, plan, place);
    },
    passOn: (top, plan, hasColumns) => (bytes, start, end, classes, offset) => {
      const before = { refusals: top.refusals, found: entries.length };
      line = 0;
      top.line(bytes, start, end, classes);
      const isRefused = top.refusals > before.refusals;
      if (!isRefused && entries.length === before.found) return;
      const place = places.find(offset) ?? { source, line };
      // What was found about a line that has passed a level stands where that line stood.
      for (const entry of entries.splice(before.found)) entries.push({ ...entry, ...place });
      if (isRefused)
        explain(decodeUtf8(bytes, start, end), plan, hasColumns ? place : { ...place, column: 0 });
    },
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
