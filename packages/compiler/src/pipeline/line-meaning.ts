import { isBareDomain } from '../rule/bare-domain.ts';
import { isComment } from '../rule/comment.ts';
import { hostsRuleNames, isHostsRule } from '../rule/hosts-rule.ts';
import { parseNetworkRule, parseOptions } from '../rule/network-rule.ts';
import type { RuleFault } from '../rule/rule-fault.ts';
import { findLineFault } from '../rule/validity.ts';
import { convertToAscii } from '../transformations/convert-to-ascii.ts';
import { foldNames } from '../transformations/fold-names.ts';
import { invertAllow } from '../transformations/invert-allow.ts';
import { normalizeIp } from '../transformations/normalize-ip.ts';
import type { TransformationName } from '../transformations/order.ts';
import { removeModifiers } from '../transformations/remove-modifiers.ts';
import { trimLine } from '../transformations/trim-lines.ts';
import type { LevelPlan } from './level-plan.ts';

/** What a level makes of one line, before it is compared with the others. */
export type LineMeaning =
  /** A comment or an empty line. */
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'removed'; readonly by: 'RemoveComments' | 'RemoveEmptyLines' }
  /** Names that Compress may merge with others. */
  | { readonly kind: 'names'; readonly names: readonly MeantName[] }
  | { readonly kind: 'rule'; readonly text: string }
  | { readonly kind: 'refused'; readonly fault: RuleFault };

/** A name that takes part in Compress. */
export interface MeantName {
  readonly name: string;
  /** The rule that blocks it, as it will be written. */
  readonly rule: string;
  /** What the validator that the name meets in the end, here or at the top, will have against it. */
  readonly fault: RuleFault | undefined;
}

/** What {@link readMeaning} says on the way. */
export interface MeaningListener {
  /** A transformation has changed the line, or made several rules of it. */
  readonly change: (by: TransformationName, before: string, after: readonly string[]) => void;
  /** The line is odd; it is taken nevertheless. */
  readonly complain: (code: 'hosts-rule-without-name') => void;
}

const compressiblePattern = /^\|\|[a-z0-9\-.]+\^$/;

/**
 * The whole meaning of a line, as text: every transformation of a level that looks at one line alone, in their order.
 * Exclusions and inclusions come before it.
 */
export function readMeaning(raw: string, plan: LevelPlan, listener: MeaningListener): LineMeaning {
  const apply = (by: TransformationName, isOn: boolean, change: (line: string) => string, line: string) => {
    if (!isOn) return line;
    const changed = change(line);
    if (changed !== line) listener.change(by, line, [changed]);
    return changed;
  };
  let text = apply('ConvertToAscii', plan.convertToAscii, convertToAscii, raw);
  text = apply('TrimLines', plan.trimLines, trimLine, text);
  if (text === '' || isComment(text)) {
    if (text !== '' && plan.removeComments) return { kind: 'removed', by: 'RemoveComments' };
    return keepComment(apply('RemoveModifiers', plan.removeModifiers, removeModifiers, text), plan);
  }
  if (plan.isStrict) text = foldNames(text);

  const rewrite = (line: string) => {
    const bare = apply('RemoveModifiers', plan.removeModifiers, removeModifiers, line);
    return apply('InvertAllow', plan.invertAllow, invertAllow, bare);
  };
  const found = plan.compress ? findNames(text, listener) : undefined;
  if (found !== undefined) {
    const rules = found.map(({ rule }) => rule);
    if (rules.length !== 1 || rules[0] !== text) listener.change('Compress', text, rules);
    return {
      kind: 'names',
      names: found.map(({ name, rule: written }) => {
        const rule = rewrite(written);
        const fault = plan.finalValidation && findLineFault(rule, plan.finalValidation);
        return { name, rule, fault };
      }),
    };
  }
  let rule = rewrite(text);
  if (plan.validation !== undefined) {
    rule = apply(plan.validation.name, plan.validation.allowIp, normalizeIp, rule);
    const fault = findLineFault(rule, plan.validation);
    if (fault !== undefined) return { kind: 'refused', fault };
  }
  // Without its white space, what was a rule may be a comment.
  return rule === '' || isComment(rule) ? keepComment(rule, plan) : { kind: 'rule', text: rule };
}

function keepComment(text: string, plan: LevelPlan): LineMeaning {
  return text === '' && plan.removeEmptyLines
    ? { kind: 'removed', by: 'RemoveEmptyLines' }
    : { kind: 'comment', text };
}

/** The names that take part in Compress, and the rule for each; undefined for any other line. */
function findNames(
  text: string,
  { complain }: MeaningListener,
): readonly { readonly name: string; readonly rule: string }[] | undefined {
  if (isHostsRule(text)) {
    const names = hostsRuleNames(text);
    if (names.length > 0) return names.map((name) => ({ name, rule: `||${name}^` }));
    complain('hosts-rule-without-name');
  } else if (isBareDomain(text)) {
    return [{ name: text, rule: `||${text}^` }];
  }
  const { isException, pattern, options = '' } = parseNetworkRule(text.trim());
  if (isException || !compressiblePattern.test(pattern) || parseOptions(options).length > 0) return undefined;
  return [{ name: pattern.slice(2, -1), rule: text }];
}
