import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

/** Wycheproof (https://github.com/C2SP/wycheproof), where it lies beside the repository. */
const folder = join(import.meta.dirname, '../../../../shared/vectors/wycheproof');

export interface WycheproofGroup {
  readonly comment: string;
  /** A key, or a set of keys. A group with symmetric keys has only the private ones. */
  readonly public?: WycheproofKey;
  readonly private: WycheproofKey;
  readonly tests: readonly WycheproofTest[];
}

export interface WycheproofKey {
  readonly keys?: readonly object[];
  readonly alg?: string;
}

interface WycheproofTest {
  readonly tcId: number;
  readonly comment: string;
  readonly jws: string | object;
  readonly result: 'valid' | 'invalid';
}

/** Hands the vectors to the tests, which run inside workerd and cannot read files. */
export default function provideWycheproofVectors({ provide }: TestProject): void {
  const read = (name: string): readonly WycheproofGroup[] => {
    const file = join(folder, name);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).testGroups : [];
  };
  provide('wycheproof', {
    signatures: read('json_web_signature_test.json'),
    keys: read('json_web_key_test.json'),
  });
}

declare module 'vitest' {
  interface ProvidedContext {
    wycheproof: {
      readonly signatures: readonly WycheproofGroup[];
      readonly keys: readonly WycheproofGroup[];
    };
  }
}
