import type { SinkTap } from '../compile.ts';
import { ForeignLines } from '../inputs/foreign-lines.ts';
import type { LevelPlan } from '../pipeline/level-plan.ts';
import { decodeUtf8 } from '../text/utf8.ts';
import { type Query, speaksOf } from './query.ts';

/** A line of a source as it was read. */
export interface RecordedLine {
  /** Index of the source in the configuration. */
  readonly source: number;
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** The rules that it stands for where it is in the syntax of other software, perhaps together with another line. */
  readonly translation?: readonly string[];
}

/** Keeps the lines that speak of what is asked for. */
export interface LineRecorder {
  /** Records lines of a source and passes them on. What the source said before is forgotten. */
  readonly tap: SinkTap;
  /** The first `linesMax` lines, in order, once all are in. */
  lines(): readonly RecordedLine[];
  /** Lines beyond those. */
  dropped(): number;
}

/** Makes a recorder of up to `linesMax` lines that speak of `asked`. */
export function recordLines(asked: Query, linesMax: number): LineRecorder {
  const bySource = new Map<number, SourceRecording>();
  const all = () => [...bySource.values()];
  const isFull = () => all().reduce((sum, { lines }) => sum + lines.length, 0) >= linesMax;
  return {
    tap(source, sink, plan) {
      const recording = new SourceRecording(source, plan, asked, isFull);
      bySource.set(source, recording);
      return {
        enterFile(name) {
          recording.file = name;
          sink.enterFile(name);
        },
        line(bytes, start, end, classes, lineNumber) {
          recording.take(decodeUtf8(bytes, start, end), lineNumber);
          sink.line(bytes, start, end, classes, lineNumber);
        },
      };
    },
    lines() {
      for (const recording of all()) recording.finish();
      return all().flatMap(({ lines }) => lines.toSorted((one, other) => one.order - other.order));
    },
    dropped: () => all().reduce((sum, { dropped }) => sum + dropped, 0),
  };
}

interface OrderedLine extends RecordedLine {
  readonly order: number;
}

/** What is kept of one source. */
class SourceRecording {
  file = '';
  readonly lines: OrderedLine[] = [];
  dropped = 0;
  private readonly source: number;
  private readonly plan: LevelPlan;
  private readonly asked: Query;
  private readonly isFull: () => boolean;
  private readonly foreign = new ForeignLines();
  /** The line whose meaning the next one decides. */
  private held: OrderedLine | undefined;
  private count = 0;

  constructor(source: number, plan: LevelPlan, asked: Query, isFull: () => boolean) {
    this.source = source;
    this.plan = plan;
    this.asked = asked;
    this.isFull = isFull;
  }

  take(text: string, lineNumber: number): void {
    const line = { source: this.source, file: this.file, line: lineNumber, text, order: this.count++ };
    const isFiltered = this.plan.isExcluded?.(text) === true || this.plan.isIncluded?.(text) === false;
    const translated = isFiltered ? undefined : this.foreign.translate(text);
    if (translated === undefined) {
      this.keep(line);
      return;
    }
    this.settleHeld(translated.ofHeld ?? []);
    if (translated.ofLine === undefined) this.held = line;
    else this.keep({ ...line, translation: translated.ofLine });
  }

  finish(): void {
    this.settleHeld(this.foreign.end());
  }

  private settleHeld(translation: readonly string[]): void {
    if (this.held !== undefined) this.keep({ ...this.held, translation });
    this.held = undefined;
  }

  private keep(line: OrderedLine): void {
    const texts = [line.text, ...(line.translation ?? [])];
    if (!texts.some((text) => speaksOf(text, this.asked))) return;
    if (this.isFull()) this.dropped++;
    else this.lines.push(line);
  }
}
