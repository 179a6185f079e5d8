import { isBareDomain } from '../rule/bare-domain.ts';
import { isComment } from '../rule/comment.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';
import { findLineFault } from '../rule/validity.ts';
import { NameScan } from '../text/name-scan.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';
import { convertToAscii } from '../transformations/convert-to-ascii.ts';
import { foldNames } from '../transformations/fold-names.ts';
import { invertAllow } from '../transformations/invert-allow.ts';
import { normalizeIp } from '../transformations/normalize-ip.ts';
import { removeModifiers } from '../transformations/remove-modifiers.ts';
import { trimLine } from '../transformations/trim-lines.ts';
import type { LevelPlan } from './level-plan.ts';
import { deliverLines, joinLines, type LineReceiver } from './line-output.ts';
import { QuickPath } from './quick-path.ts';
import { createRemovalCounts } from './removal-counts.ts';
import { RuleCollector } from './rule-collector.ts';
import { type SettledLevel, settle } from './settle.ts';

const compressiblePattern = /^\|\|[a-z0-9\-.]+\^$/;
const BANG = 0x21;

/** Hears of lines that a level does not understand. */
export type LineComplaint = (code: string, message: string) => void;

/**
 * One level of a compile: lines come in one by one, transformations are applied in their order, the result comes out
 * when all lines are in. This class states the whole meaning, on text; {@link QuickPath} does the same for the shapes
 * that nearly all lines have, on bytes, and leaves the rest to it.
 */
export class Level {
  readonly counts = createRemovalCounts();
  /** How rules of the name form begin at this level; they end in `^`. */
  readonly namePrefix: string;
  private readonly plan: LevelPlan;
  private readonly collector: RuleCollector;
  private readonly quickPath: QuickPath;
  private readonly complain: LineComplaint;
  private readonly scan = new NameScan();
  private settled: SettledLevel | undefined;

  constructor(plan: LevelPlan, complain: LineComplaint) {
    this.plan = plan;
    this.complain = complain;
    this.namePrefix = plan.invertAllow ? '@@||' : '||';
    this.collector = new RuleCollector(plan.deduplicate, this.counts);
    this.quickPath = new QuickPath(plan, this.collector, this.counts);
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
    if (!this.quickPath.take(bytes, start, end, classes)) this.takeText(decodeUtf8(bytes, start, end));
  }

  /** The whole meaning of a line, as text. */
  private takeText(raw: string): void {
    const { plan } = this;
    let text = plan.convertToAscii ? convertToAscii(raw) : raw;
    if (plan.trimLines) text = trimLine(text);
    if (text === '' || isComment(text)) {
      this.takeComment(text);
      return;
    }
    if (plan.isStrict) text = foldNames(text);
    if (plan.compress) {
      const names = this.blockedNames(text);
      if (names !== undefined) {
        for (const name of names) this.takeName(name, `||${name}^`);
        return;
      }
      const { isException, pattern, options = '' } = parseNetworkRule(text.trim());
      if (!isException && compressiblePattern.test(pattern) && parseOptions(options).length === 0) {
        this.takeName(pattern.slice(2, -1), text);
        return;
      }
    }
    this.takeRule(text);
  }

  private takeComment(text: string): void {
    if (text !== '' && this.plan.removeComments) this.counts.comments++;
    else this.keepComment(this.plan.removeModifiers ? removeModifiers(text) : text);
  }

  /** Keeps a comment, or an empty line. */
  private keepComment(text: string): void {
    if (text === '' && this.plan.removeEmptyLines) {
      this.counts.blank++;
      return;
    }
    const bytes = encodeUtf8(text);
    this.collector.addComment(bytes, 0, bytes.length);
  }

  /** The names that a line of a hosts file, or one with nothing but a name, blocks; undefined for any other line. */
  private blockedNames(text: string): readonly string[] | undefined {
    if (isHostsRule(text)) {
      const names = hostsRuleNames(text);
      if (names.length > 0) return names;
      this.complain('hosts-rule-without-name', 'A hosts rule without a name blocks nothing.');
      return undefined;
    }
    return isBareDomain(text) ? [text] : undefined;
  }

  /** A name that Compress may merge with others, and the rule that blocks it. */
  private takeName(name: string, text: string): void {
    const { plan } = this;
    const rule = this.rewrite(text);
    const isRefused =
      plan.finalValidation !== undefined && findLineFault(rule, plan.finalValidation) !== undefined;
    const bytes = encodeUtf8(name);
    this.scan.scan(bytes, 0, bytes.length);
    const spelling = rule === `${this.namePrefix}${name}^` ? undefined : encodeUtf8(rule);
    this.collector.addCompressible(bytes, 0, bytes.length, this.scan, isRefused, spelling);
  }

  /** What a level does to one rule after Compress and before it is validated. */
  private rewrite(line: string): string {
    const rule = this.plan.removeModifiers ? removeModifiers(line) : line;
    return this.plan.invertAllow ? invertAllow(rule) : rule;
  }

  private takeRule(line: string): void {
    const { plan } = this;
    let rule = this.rewrite(line);
    if (plan.validation !== undefined) {
      if (plan.validation.allowIp) rule = normalizeIp(rule);
      if (findLineFault(rule, plan.validation) !== undefined) {
        this.collector.addRefused();
        return;
      }
    }
    // Without its white space, what was a rule may be a comment.
    if (rule === '' || isComment(rule)) this.keepComment(rule);
    else this.collector.addRule(rule, this.namePrefix);
  }

  /** Says that all lines are in. */
  finish(): SettledLevel {
    this.settled ??= settle(this.collector, this.plan, this.counts);
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
