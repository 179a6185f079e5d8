import type { RuleFault } from '../rule/rule-fault.ts';
import type { TransformationName } from '../transformations/order.ts';

/** Why a domain or a rule is in a list, or is not. */
export interface Explanation {
  /** What was asked for: a rule as it stands, or a domain in lower case and punycode. */
  readonly query: string;
  readonly kind: 'domain' | 'rule';
  /** Rules of the result that decide about it or name it, in their order. */
  readonly rules: readonly ExplainedRule[];
  /** Lines of sources that are about it, in their order. */
  readonly lines: readonly ExplainedLine[];
  /** Lines beyond those listed. */
  readonly linesDropped: number;
}

export interface ExplainedRule {
  readonly rule: string;
  /**
   * `names`: it names the domain, but does nothing to it, or blocks or allows it only in part or on conditions: a rule that
   * `badfilter` switches off, or over which an important one wins, is also of this kind.
   */
  readonly effect: 'blocks' | 'allows' | 'names';
}

export interface ExplainedLine {
  /** Index of the source in the configuration. */
  readonly source: number;
  /** The file: the source, or one that it includes. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly text: string;
  /** What was done to it, in order; transformations that left it alone are left out. */
  readonly steps: readonly ExplainedStep[];
  /** What became of it: of a hosts rule with several names, of those asked for. */
  readonly outcomes: readonly LineOutcome[];
}

export interface ExplainedStep {
  readonly level: 'source' | 'list';
  /** `recognition`: a line in the syntax of other software became rules, perhaps together with the next one. */
  readonly transformation: TransformationName | 'recognition';
  readonly before: string;
  readonly after: readonly string[];
}

export type LineOutcome =
  | { readonly kind: 'kept'; readonly rule: string }
  /** An equal rule stands for it. */
  | { readonly kind: 'duplicate'; readonly rule: string }
  /** A rule for a parent domain covers it. */
  | { readonly kind: 'redundant'; readonly rule: string; readonly by: string }
  | { readonly kind: 'invalid'; readonly rule: string; readonly fault: RuleFault; readonly message: string }
  | { readonly kind: 'excluded' | 'not-included'; readonly level: 'source' | 'list' }
  /** A line in the syntax of other software that blocks nothing. */
  | { readonly kind: 'not-blocking' }
  | { readonly kind: 'comment' };
