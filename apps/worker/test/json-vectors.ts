import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** JSONTestSuite, where it lies beside the repository: `y_` is JSON, `n_` is none, `i_` may be taken or not. */
const folder = join(import.meta.dirname, '../../../../shared/vectors/json/test_parsing');

export interface JsonVector {
  readonly name: string;
  readonly base64: string;
}

/** Hands the vectors to the tests, which run inside workerd and cannot read files. */
export default function provideJsonVectors({ provide }: TestProject): void {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  provide(
    'jsonVectors',
    names.map((name) => ({ name, base64: readFileSync(join(folder, name), 'base64') })),
  );
}

declare module 'vitest' {
  interface ProvidedContext {
    jsonVectors: JsonVector[];
  }
}
