import type { SourceTrace } from '../analysis/source-trace.ts';
import { ForeignLines, type TranslatedLine } from '../inputs/foreign-lines.ts';
import { ruleFaults } from '../rule/rule-fault.ts';
import type { RuleStore } from '../store/rule-store.ts';
import { classesOf } from '../text/line-splitter.ts';
import { NameScan } from '../text/name-scan.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import type { LevelPlan } from './level-plan.ts';
import { type MeaningListener, type MeantName, readMeaning } from './line-meaning.ts';
import { deliverLines, joinLines, type LineReceiver } from './line-output.ts';
import { QuickPath } from './quick-path.ts';
import { createRemovalCounts } from './removal-counts.ts';
import { RuleCollector } from './rule-collector.ts';
import { type SettledLevel, settle } from './settle.ts';
import { TracingCollector } from './tracing-collector.ts';

const BANG = 0x21;

/** Hears of lines that a level does not understand. */
export type LineComplaint = (code: string, message: string) => void;

/**
 * One level of a compile: lines come in one by one, transformations are applied in their order, the result comes out
 * when all lines are in. {@link readMeaning} states the whole meaning of a line, on text; {@link QuickPath} does the same
 * for the shapes that nearly all lines have, on bytes, and leaves the rest to it.
 */
export class Level {
  readonly counts = createRemovalCounts();
  /** How rules of the name form begin at this level; they end in `^`. */
  readonly namePrefix: string;
  private readonly plan: LevelPlan;
  private readonly collector: RuleCollector;
  private readonly quickPath: QuickPath;
  private readonly listener: MeaningListener;
  private readonly trace: SourceTrace | undefined;
  private readonly complain: LineComplaint;
  private readonly foreign = new ForeignLines();
  private readonly scan = new NameScan();
  private settled: SettledLevel | undefined;

  /** @param trace notes what comes in, and hears what becomes of it */
  constructor(plan: LevelPlan, complain: LineComplaint, trace?: SourceTrace) {
    this.plan = plan;
    this.complain = complain;
    this.listener = {
      change: () => undefined,
      complain: (code) => complain(code, ruleFaults[code]),
    };
    this.namePrefix = plan.invertAllow ? '@@||' : '||';
    this.trace = trace;
    this.collector =
      trace === undefined
        ? new RuleCollector(plan.deduplicate, this.counts)
        : new TracingCollector(plan.deduplicate, this.counts, trace);
    this.quickPath = new QuickPath(plan, this.collector, this.counts);
  }

  /** Takes a comment of the compiler itself: like any line, but whatever becomes of it is not counted. */
  ownComment(text: string): void {
    const before = { ...this.counts };
    const bytes = encodeUtf8(text);
    this.collector.areCommentsOwn = true;
    this.line(bytes, 0, bytes.length, classesOf(bytes, 0, bytes.length));
    this.collector.areCommentsOwn = false;
    Object.assign(this.counts, before);
  }

  /** Takes a line, `bytes[start, end)`; `classes` are the or-ed classes of its bytes. */
  line(bytes: Uint8Array, start: number, end: number, classes: number): void {
    const { isExcluded, isIncluded, removeComments } = this.plan;
    if (isExcluded !== undefined || isIncluded !== undefined) {
      const text = decodeUtf8(bytes, start, end);
      if (isExcluded?.(text)) {
        this.counts.excluded++;
        return;
      }
      if (isIncluded?.(text) === false) {
        this.counts.notIncluded++;
        return;
      }
    }
    if (removeComments && bytes[start] === BANG && end > start) {
      this.counts.comments++;
      return;
    }
    if (this.foreign.isOpen || !this.quickPath.take(bytes, start, end, classes)) {
      this.takeText(decodeUtf8(bytes, start, end));
    }
  }

  /** Takes a line by its whole meaning; one in the syntax of other software by that of its rules. */
  private takeText(raw: string): void {
    const translated = this.foreign.translate(raw);
    if (translated === undefined) this.takeAdblock(raw);
    else this.takeTranslated(translated);
  }

  /** What a line of structure says is not about names: it goes as a comment does. */
  private takeTranslated({ rules, complaint, isHeld }: TranslatedLine): void {
    for (const rule of rules) this.takeAdblock(rule);
    if (complaint !== undefined) this.complain(complaint.code, complaint.message);
    if (rules.length > 0 || isHeld) return;
    if (complaint === undefined) this.counts.comments++;
    else this.collector.addRefused();
  }

  private takeAdblock(raw: string): void {
    const meaning = readMeaning(raw, this.plan, this.listener);
    switch (meaning.kind) {
      case 'names':
        for (const name of meaning.names) this.takeName(name);
        break;
      case 'rule':
        this.collector.addRule(meaning.text, this.namePrefix);
        break;
      case 'refused':
        this.collector.addRefused();
        break;
      case 'comment': {
        const bytes = encodeUtf8(meaning.text);
        this.collector.addComment(bytes, 0, bytes.length);
        break;
      }
      case 'removed':
        if (meaning.by === 'RemoveComments') this.counts.comments++;
        else this.counts.blank++;
    }
  }

  private takeName({ name, rule, fault }: MeantName): void {
    const bytes = encodeUtf8(name);
    this.scan.scan(bytes, 0, bytes.length);
    const spelling = rule === `${this.namePrefix}${name}^` ? undefined : encodeUtf8(rule);
    this.collector.addCompressible(bytes, 0, bytes.length, this.scan, fault !== undefined, spelling);
  }

  /** Rules refused so far, and names that will be. */
  get refusals(): number {
    return this.counts.invalid + this.collector.inertNames;
  }

  /** Stands for the line whose rules come with a later one or at the end of the source; undefined where there is none. */
  get held(): unknown {
    return this.foreign.held;
  }

  get store(): RuleStore {
    return this.collector.store;
  }

  /** Says that the lines of a source are in: what spans lines ends with it. */
  endSource(): void {
    for (const rule of this.foreign.end()) this.takeAdblock(rule);
  }

  /** Says that all lines are in. */
  finish(): SettledLevel {
    this.settled ??= settle(this.collector, this.plan, this.counts, this.trace);
    return this.settled;
  }

  /** Gives the resulting lines to `receive`. */
  deliver(receive: LineReceiver): void {
    deliverLines(this.collector.store, this.namePrefix, this.finish(), receive);
  }

  /** The resulting lines as text, joined by LF, in chunks; see {@link joinLines}. */
  text(): Iterable<Uint8Array> {
    return joinLines(this.collector.store, this.namePrefix, this.finish());
  }
}
