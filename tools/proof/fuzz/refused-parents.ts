import { type TransformationName, transformationOrder } from '@bloqr/compiler';
import { applyToLine, formsOfLine } from './line-forms.ts';
import { hasTransformation, type PipelineCase } from './pipeline-case.ts';

/**
 * Rules that Compress makes of lines of a case, or keeps as names, whose name lies above (or is) that of another such
 * rule, and which a validator of the case refuses in the end.
 */
export async function refusedParents(subject: PipelineCase): Promise<ReadonlySet<string>> {
  const validators: readonly TransformationName[] = transformationOrder.filter(
    (name) => name.startsWith('Validate') && hasTransformation(subject, name),
  );
  const refused = new Set<string>();
  if (validators.length === 0) return refused;
  const nameByRule = new Map<string, string>();
  for (const line of new Set(subject.files.flatMap((file) => file.lines))) {
    for (const form of await formsOfLine(line, subject)) {
      for (const [rule, name] of await rulesMadeOf(form)) nameByRule.set(rule, name);
    }
  }
  const covering = new Set<string>();
  for (const name of nameByRule.values()) {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1))
      covering.add(name.slice(dot + 1));
  }
  for (const [rule, name] of nameByRule) {
    if (covering.has(name) && (await isRefused(rule, subject, validators))) refused.add(rule);
  }
  return refused;
}

/** Rules with their names, those of the same line that cover each other included. */
async function rulesMadeOf(line: string): Promise<readonly (readonly [string, string])[]> {
  const made = (await applyToLine(line, 'Compress')) ?? [];
  const rules: (readonly [string, string])[] = [];
  for (const rule of made) {
    const name = /^\|\|(.+?)\^\$?$/.exec(rule.trim())?.[1];
    if (name !== undefined) rules.push([rule, name]);
  }
  const isHostsRule = rules.length > 0 && /^[^|]*[^|\s]\s/.test(line.trim());
  if (!isHostsRule) return rules;
  const names = line
    .trim()
    .replace(/(?<=.)#.*/s, '')
    .trim()
    .split(/\s+/)
    .slice(1);
  return names.map((name) => [`||${name}^`, name]);
}

async function isRefused(
  rule: string,
  subject: PipelineCase,
  validators: readonly TransformationName[],
): Promise<boolean> {
  const [inverted = rule] = hasTransformation(subject, 'InvertAllow')
    ? ((await applyToLine(rule, 'InvertAllow')) ?? [])
    : [];
  for (const validator of validators) {
    for (const text of [rule, inverted]) if ((await applyToLine(text, validator))?.length === 0) return true;
  }
  return false;
}
