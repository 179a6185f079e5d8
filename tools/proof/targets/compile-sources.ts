import { createReadStream } from 'node:fs';
import {
  type Compilation,
  compile,
  createSourceReader,
  defaultSourceLimits,
  type TransformationName,
} from '@bloqr/compiler';

/** Compiles texts and files of this machine into one list. */
export function compileSources(
  texts: ReadonlyMap<string, string>,
  paths: readonly string[],
  transformations: readonly TransformationName[],
): Promise<Compilation> {
  const reader = createSourceReader({
    ports: {
      now: () => performance.now(),
      timeout: () => ({ aborted: false }),
      openFile: async (path) => createReadStream(path),
    },
    limits: defaultSourceLimits,
    preFetchedContent: texts,
  });
  const sources = [...texts.keys(), ...paths].map((source) => ({ source }));
  return compile({ name: 'Targets', sources, transformations: [...transformations] }, { reader });
}
