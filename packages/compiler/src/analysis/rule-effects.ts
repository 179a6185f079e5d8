import { readNameRules } from '../formats/read-name-rules.ts';
import { isComment } from '../rule/comment.ts';
import type { NameRule } from '../rule/name-rule.ts';
import type { ExplainedRule } from './explanation.ts';
import type { Query } from './query.ts';

/** A rule and what it says about the name asked for. */
interface Reading {
  readonly rule: string;
  readonly found: NameRule | undefined;
}

/**
 * What rules of a result do to the name asked for, as AdGuard's DNS filtering reads them: rules that `badfilter` switches
 * off do nothing, and important ones leave nothing to the others. Comments are left out.
 */
export function effectsOf(lines: readonly string[], asked: Query): readonly ExplainedRule[] {
  const disabled = new Set<string>();
  const rules = lines.filter((line) => !isComment(line));
  const readings = rules.map((rule): Reading => {
    let found: NameRule | undefined;
    for (const reading of readNameRules(rule.trim())) {
      if (reading.kind === 'disabled') disabled.add(reading.rule);
      if (reading.kind === 'rule' && isAbout(reading.rule, asked.name)) found = reading.rule;
    }
    return { rule, found };
  });
  const inForce = readings.filter(({ rule, found }) => found !== undefined && !disabled.has(rule.trim()));
  const important = inForce.filter(({ found }) => found?.isImportant);
  const deciding = new Set(important.length > 0 ? important : inForce);
  return readings.map((reading) => ({
    rule: reading.rule,
    effect: !deciding.has(reading) ? 'names' : reading.found?.action === 'allow' ? 'allows' : 'blocks',
  }));
}

function isAbout({ name, scope }: NameRule, asked: string | undefined): boolean {
  if (asked === name) return scope !== 'below';
  return asked?.endsWith(`.${name}`) === true && scope !== 'name';
}
