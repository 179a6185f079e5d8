import { createHash } from 'node:crypto';
import type { Compilation } from '@bloqr/compiler';

/** `sha256:` and the hexadecimal SHA-256 of the rules below the header: it changes exactly when the rules do. */
export function digestRules(compilation: Pick<Compilation, 'rules'>): string {
  const hash = createHash('sha256');
  for (const chunk of compilation.rules()) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
}
