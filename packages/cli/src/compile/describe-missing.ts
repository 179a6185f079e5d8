import type { Compilation } from '@bloqr/compiler';
import { formatDiagnostic, isAboutMissingSource } from '../command-line/format-diagnostic.ts';

/** For a person: which sources were left out or stand for themselves as they once were, and why. */
export function describeMissing({ diagnostics }: Compilation): string {
  return diagnostics
    .filter(isAboutMissingSource)
    .map((diagnostic) => formatDiagnostic(diagnostic))
    .join('');
}
