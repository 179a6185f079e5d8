import { createCaseFolder } from './case-folder.ts';
import { compileWithOurs } from './compile-with-ours.ts';
import { compileWithReference } from './compile-with-reference.ts';
import { documentedDifferences } from './documented-differences.ts';
import type { Comparing } from './explain-case.ts';

/** Calls `use` with our compiler and HostlistCompiler set side by side, and clears up behind it. */
export async function withComparing<T>(use: (comparing: Comparing) => Promise<T>): Promise<T> {
  const folder = createCaseFolder();
  try {
    return await use({
      ours: compileWithOurs,
      reference: compileWithReference,
      differences: documentedDifferences,
      folder,
    });
  } finally {
    folder.remove();
  }
}
