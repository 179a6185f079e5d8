import type { TransformationName } from '@bloqr/compiler';
import { loadHostlistCompiler } from '../../oracle/hostlist-compiler.ts';
import { hasTransformation, type PipelineCase } from './pipeline-case.ts';

const rewriting = [
  'ConvertToAscii',
  'TrimLines',
  'Compress',
  'RemoveModifiers',
  'InvertAllow',
  'ValidateAllowIp',
  'ValidateAllowIpAndPublicSuffix',
] as const satisfies readonly TransformationName[];

/** What HostlistCompiler's transformation makes of one line alone. Undefined when it fails. */
export async function applyToLine(
  line: string,
  name: TransformationName,
): Promise<readonly string[] | undefined> {
  try {
    return await loadHostlistCompiler().transform([line], {}, [name]);
  } catch {
    return undefined;
  }
}

/**
 * The forms in which a line can reach a transformation of a case: as it is, trimmed as the edges of a file are, and as
 * the case's other transformations rewrite it, at the level of the source and at the top.
 */
export async function formsOfLine(line: string, subject: PipelineCase): Promise<ReadonlySet<string>> {
  const forms = new Set([line, line.trim(), line.trimStart(), line.trimEnd()]);
  const present = rewriting.filter((name) => hasTransformation(subject, name));
  for (let level = 0; level < 2; level++) {
    for (const name of present) {
      for (const form of [...forms])
        for (const made of (await applyToLine(form, name)) ?? []) forms.add(made);
    }
  }
  return forms;
}
