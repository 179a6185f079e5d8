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
      for (const rule of (await applyToLine(form, 'Compress')) ?? []) {
        const name = /^\|\|(.+)\^$/.exec(rule)?.[1];
        if (name !== undefined) names.add(name);
      }
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
