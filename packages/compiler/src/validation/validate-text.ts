import type { Diagnostic } from '../diagnostic.ts';
import { ForeignLines } from '../inputs/foreign-lines.ts';
import { isBareDomain } from '../rule/bare-domain.ts';
import { isComment } from '../rule/comment.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';
import { locateFault } from '../rule/locate-fault.ts';
import { type RuleFault, ruleFaults } from '../rule/rule-fault.ts';
import { type ValidatorName, validators } from '../rule/validation-mode.ts';
import { findLineFault } from '../rule/validity.ts';
import { Conditions, type DirectiveProblem } from '../source/conditions.ts';
import { argumentOffset, directiveOf } from '../source/directive.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

export interface ValidateOptions {
  /** The source as diagnostics name it. Default `text`. */
  readonly name?: string;
  /** Whose rules count. Default `Validate`. */
  readonly validator?: ValidatorName;
  /** Refuses also what HostlistCompiler lets pass; see docs/compatibility.md. */
  readonly isStrict?: boolean;
  /** Diagnostics kept; further ones are only counted. Default 1,000. */
  readonly diagnosticsMax?: number;
}

/** How many lines of a text are of which kind. Each line counts once; a refused one as `invalid`. */
export interface LineCounts {
  /** Adblock rules that decide about requests. */
  readonly network: number;
  /** Rules for the looks of pages. A DNS blocker has no use for them; a browser may. */
  readonly cosmetic: number;
  readonly hosts: number;
  /** Names alone. */
  readonly domain: number;
  /** Directives: `!#if` and the like. */
  readonly directive: number;
  readonly comment: number;
  readonly blank: number;
  readonly invalid: number;
}

/** What there is to say about a text. */
export interface Validation {
  readonly lineCount: number;
  /** Lines that are rules, the refused ones counted in. */
  readonly ruleCount: number;
  readonly counts: LineCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly diagnosticsDropped: number;
}

/**
 * Looks at each line of a filter list and says what is wrong with it, without compiling anything: rules that a validator
 * would refuse, and broken directives. Both branches of an `!#if` are looked at; includes are not followed.
 *
 * @param text the list, as UTF-8 in chunks or as one string; of any content
 */
export function validateText(text: string | Iterable<Uint8Array>, options: ValidateOptions = {}): Validation {
  const review = new Review(options);
  const splitter = new LineSplitter();
  const drain = () => {
    while (splitter.next()) review.line(splitter);
  };
  for (const chunk of typeof text === 'string' ? [encodeUtf8(text)] : text) {
    splitter.feed(chunk);
    drain();
  }
  splitter.finish();
  drain();
  return review.finish();
}

/** One text being looked at. */
class Review {
  private readonly options: ValidateOptions;
  private readonly counts = {
    network: 0,
    cosmetic: 0,
    hosts: 0,
    domain: 0,
    directive: 0,
    comment: 0,
    blank: 0,
    invalid: 0,
  };
  private readonly conditions = new Conditions();
  private readonly foreign = new ForeignLines();
  private readonly diagnostics: Diagnostic[] = [];
  private diagnosticsDropped = 0;
  private lineCount = 0;

  constructor(options: ValidateOptions) {
    this.options = options;
  }

  line({ bytes, start, end, lineNumber }: LineSplitter): void {
    this.lineCount++;
    const directive = directiveOf(bytes, start, end);
    if (directive === undefined) {
      this.rule(decodeUtf8(bytes, start, end), lineNumber);
      return;
    }
    this.counts.directive++;
    const argument = decodeUtf8(bytes, start + argumentOffset(directive), end);
    if (directive === 'if') this.refuse(this.conditions.open(argument, lineNumber));
    else if (directive === 'else') this.refuse(this.conditions.switch(argument, lineNumber));
    else if (directive === 'endif') this.refuse(this.conditions.close(lineNumber));
  }

  finish(): Validation {
    this.refuse(this.conditions.finish());
    const { counts, lineCount, diagnostics, diagnosticsDropped } = this;
    const ruleCount = lineCount - counts.comment - counts.blank - counts.directive;
    return { lineCount, ruleCount, counts: { ...counts }, diagnostics, diagnosticsDropped };
  }

  private rule(text: string, line: number): void {
    const rule = text.trim();
    if (rule === '') this.counts.blank++;
    else if (isComment(rule)) this.counts.comment++;
    else if (this.takeForeign(text, line)) return;
    else if (findCosmeticBody(rule) !== -1 && !isHostsRule(rule)) this.counts.cosmetic++;
    else this.judge(text, rule, line);
  }

  /** Whether a line is in the syntax of DNS software. It is judged by the rules that it stands for. */
  private takeForeign(text: string, line: number): boolean {
    const translated = this.foreign.translate(text);
    if (translated === undefined) return false;
    const { rules, complaint } = translated;
    const fault = rules.map((rule) => this.faultOf(rule)).find((found) => found !== undefined);
    if (complaint !== undefined) this.note({ ...complaint, severity: 'warning', line, column: 0 });
    if (fault !== undefined) {
      this.note({ code: fault, severity: 'error', message: ruleFaults[fault], line, column: 0 });
    }
    if (fault !== undefined || (complaint !== undefined && rules.length === 0)) this.counts.invalid++;
    else if (rules.length === 0) this.counts.comment++;
    else this.counts.network++;
    return true;
  }

  private judge(text: string, rule: string, line: number): void {
    const fault = this.faultOf(rule);
    if (fault === undefined) {
      this.counts[isBareDomain(rule) ? 'domain' : isHostsRule(rule) ? 'hosts' : 'network']++;
      return;
    }
    this.counts.invalid++;
    const place = locateFault(rule, fault);
    const indent = text.length - text.trimStart().length;
    const column = place.column === 0 ? 0 : place.column + indent;
    this.note({ code: fault, severity: 'error', message: ruleFaults[fault], line, ...place, column });
  }

  /** A name alone blocks what `||name^` blocks, once it is compressed, and is judged as that. */
  private faultOf(rule: string): RuleFault | undefined {
    const { validator = 'Validate', isStrict = false } = this.options;
    return findLineFault(isBareDomain(rule) ? `||${rule}^` : rule, { ...validators[validator], isStrict });
  }

  private refuse(problem: DirectiveProblem | undefined): void {
    if (problem === undefined) return;
    const message = `A directive is wrong: ${problem.detail}.`;
    this.note({ code: 'directive-invalid', severity: 'error', message, line: problem.lineNumber, column: 0 });
  }

  private note(diagnostic: Omit<Diagnostic, 'source'>): void {
    const { name = 'text', diagnosticsMax = 1000 } = this.options;
    if (this.diagnostics.length < diagnosticsMax) this.diagnostics.push({ source: name, ...diagnostic });
    else this.diagnosticsDropped++;
  }
}
