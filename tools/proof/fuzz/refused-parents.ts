import { type TransformationName, transformationOrder } from '@bloqr/compiler';
import { applyToLine, formsOfLine } from './line-forms.ts';
import { hasTransformation, type PipelineCase } from './pipeline-case.ts';

/**
 * Rules `||name^` that Compress makes of lines of a case, whose name lies above that of another such rule, and which a
 * validator of the case refuses.
 */
export async function refusedParents(subject: PipelineCase): Promise<ReadonlySet<string>> {
  const validators: readonly TransformationName[] = transformationOrder.filter(
    (name) => name.startsWith('Validate') && hasTransformation(subject, name),
  );
  const refused = new Set<string>();
  if (validators.length === 0) return refused;
  const names = new Set<string>();
  for (const line of new Set(subject.files.flatMap((file) => file.lines))) {
    for (const form of await formsOfLine(line, subject)) {
      for (const name of await namesMadeOf(form)) names.add(name);
    }
  }
  const parents = new Set<string>();
  for (const name of names) {
    for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1))
      parents.add(name.slice(dot + 1));
  }
  for (const name of names) {
    if (!parents.has(name)) continue;
    for (const validator of validators) {
      if ((await applyToLine(`||${name}^`, validator))?.length === 0) refused.add(`||${name}^`);
    }
  }
  return refused;
}

/** The names that Compress makes rules of, also those of the same line that cover each other. */
async function namesMadeOf(line: string): Promise<readonly string[]> {
  const made = (await applyToLine(line, 'Compress')) ?? [];
  const names = made.map((rule) => /^\|\|(.+)\^$/.exec(rule)?.[1]).filter((name) => name !== undefined);
  const isHostsRule = names.length > 0 && /\s/.test(line.trim());
  return isHostsRule
    ? [
        ...names,
        ...line
          .trim()
          .replace(/(?<=.)#.*/s, '')
          .trim()
          .split(/\s+/)
          .slice(1),
      ]
    : names;
}
