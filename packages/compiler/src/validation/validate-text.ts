import type { Diagnostic } from '../diagnostic.ts';
import { refusals } from '../formats/refusal.ts';
import { ForeignLines, type TranslatedLine } from '../inputs/foreign-lines.ts';
import { isBareDomain } from '../rule/bare-domain.ts';
import { isComment } from '../rule/comment.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';
import { locateFault } from '../rule/locate-fault.ts';
import { ruleFaults } from '../rule/rule-fault.ts';
import { type ValidationMode, type ValidatorName, validators } from '../rule/validation-mode.ts';
import { findLineFault } from '../rule/validity.ts';
import { Conditions, type DirectiveProblem } from '../source/conditions.ts';
import { argumentOffset, directiveOf } from '../source/directive.ts';
import type { TargetName } from '../targets/target.ts';
import { targets } from '../targets/targets.ts';
import { LineSplitter } from '../text/line-splitter.ts';
import { decodeUtf8, encodeUtf8 } from '../text/utf8.ts';

export interface ValidateOptions {
  /** The source as diagnostics name it. Default `text`. */
  readonly name?: string;
  /** Whose rules count. Default `Validate`. */
  readonly validator?: ValidatorName;
  /** The software that is to read the text as it is: what that takes counts, and no validator. */
  readonly target?: TargetName;
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
  /** Lines in the syntax of dnsmasq, unbound or a policy zone. */
  readonly foreign: number;
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
 * @param text the list, of any content
 */
export function validateText(text: string, options: ValidateOptions = {}): Validation {
  const review = new Review(options);
  review.take(encodeUtf8(text));
  return review.finish();
}

/**
 * {@link validateText} for UTF-8 in chunks.
 *
 * @throws whatever reading the chunks throws
 */
export async function validateChunks(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ValidateOptions = {},
): Promise<Validation> {
  const review = new Review(options);
  for await (const chunk of chunks) review.take(chunk);
  return review.finish();
}

/** One text being looked at. */
class Review {
  private readonly options: ValidateOptions;
  private readonly splitter = new LineSplitter();
  private readonly counts = {
    network: 0,
    cosmetic: 0,
    hosts: 0,
    domain: 0,
    foreign: 0,
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

  take(chunk: Uint8Array): void {
    this.splitter.feed(chunk);
    this.drain();
  }

  finish(): Validation {
    this.splitter.finish();
    this.drain();
    this.refuse(this.conditions.finish());
    const { counts, lineCount, diagnostics, diagnosticsDropped } = this;
    const ruleCount = lineCount - counts.comment - counts.blank - counts.directive;
    return { lineCount, ruleCount, counts: { ...counts }, diagnostics, diagnosticsDropped };
  }

  private drain(): void {
    while (this.splitter.next()) this.line(this.splitter);
  }

  private line({ bytes, start, end, lineNumber }: LineSplitter): void {
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

  private rule(text: string, line: number): void {
    const rule = text.trim();
    const translated = this.foreign.translate(text);
    if (rule === '') this.counts.blank++;
    else if (isComment(rule) && translated === undefined) this.counts.comment++;
    else if (this.options.target !== undefined) this.judgeForTarget(rule, translated, line);
    else if (translated !== undefined) this.judgeForeign(translated, line);
    else if (kindOf(rule) === 'cosmetic') this.counts.cosmetic++;
    else this.judge(text, rule, line);
  }

  private judgeForeign({ rules, complaint }: TranslatedLine, line: number): void {
    const faults = rules.flatMap((rule) => findLineFault(rule, this.mode) ?? []);
    for (const code of faults)
      this.note({ code, severity: 'error', message: ruleFaults[code], line, column: 0 });
    if (complaint !== undefined) this.note({ ...complaint, severity: 'warning', line, column: 0 });
    const isInvalid = faults.length > 0 || (rules.length === 0 && complaint !== undefined);
    this.counts[isInvalid ? 'invalid' : 'foreign']++;
  }

  /** The structure of a file says nothing about names, and no check of a rule knows it. */
  private judgeForTarget(rule: string, translated: TranslatedLine | undefined, line: number): void {
    const isStructure = translated?.rules.length === 0 && translated.complaint === undefined;
    const target = this.options.target === undefined ? undefined : targets[this.options.target];
    const code = isStructure || target === undefined ? undefined : (target.judge ?? target.check)(rule);
    if (code === undefined) {
      this.counts[translated === undefined ? kindOf(rule) : 'foreign']++;
      return;
    }
    this.counts.invalid++;
    this.note({ code, severity: 'error', message: refusals[code], line, column: 0 });
  }

  private get mode(): ValidationMode {
    const { validator = 'Validate', isStrict = false } = this.options;
    return { ...validators[validator], isStrict };
  }

  private judge(text: string, rule: string, line: number): void {
    // A name alone blocks what `||name^` blocks, once it is compressed, and is judged as that.
    const isDomain = isBareDomain(rule);
    const fault = findLineFault(isDomain ? `||${rule}^` : rule, this.mode);
    if (fault === undefined) {
      this.counts[kindOf(rule)]++;
      return;
    }
    this.counts.invalid++;
    const place = locateFault(rule, fault);
    const indent = text.length - text.trimStart().length;
    const column = place.column === 0 ? 0 : place.column + indent;
    this.note({ code: fault, severity: 'error', message: ruleFaults[fault], line, ...place, column });
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

function kindOf(rule: string): 'cosmetic' | 'domain' | 'hosts' | 'network' {
  if (isHostsRule(rule)) return 'hosts';
  if (findCosmeticBody(rule) !== -1) return 'cosmetic';
  return isBareDomain(rule) ? 'domain' : 'network';
}
