import { readFileSync } from 'node:fs';
import type { Comparison } from '../oracle/compare-below-header.ts';
import { loadHostlistCompiler } from '../oracle/hostlist-compiler.ts';

/**
 * Whether two outputs differ by nothing but what HostlistCompiler's Compress loses: rules below a name that stands in
 * the sources, covers them, and is then refused by Validate. Only the first may have rules more.
 */
export async function isLossBelowRefusedNames(
  comparison: Comparison,
  files: readonly string[],
): Promise<boolean> {
  if (comparison.isEqual || comparison.onlySecond.length > 0) return false;
  const words = new Set(files.flatMap((path) => readFileSync(path, 'utf8').split(/[\s|^]+/)));
  for (const rule of comparison.onlyFirst) {
    if (!(await hasRefusedParent(rule, words))) return false;
  }
  return true;
}

async function hasRefusedParent(rule: string, words: ReadonlySet<string>): Promise<boolean> {
  const labels = /^\|\|(.+)\^$/.exec(rule)?.[1]?.split('.') ?? [];
  for (let at = 1; at < labels.length; at++) {
    const parent = labels.slice(at).join('.');
    if (!words.has(parent)) continue;
    const kept = await loadHostlistCompiler().transform([`||${parent}^`], {}, ['Validate']);
    if (kept.length === 0) return true;
  }
  return false;
}
