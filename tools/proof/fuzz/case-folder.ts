import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration, LevelConfiguration } from '@bloqr/compiler';
import { encodeFile, type PipelineCase } from './pipeline-case.ts';

/** A folder in which the files of one case after the other are laid for both compilers to read. */
export interface CaseFolder {
  /** Writes the files of a case and gives its configuration with their paths in it. */
  readonly lay: (subject: PipelineCase) => Configuration;
  readonly remove: () => void;
}

/** Makes an empty {@link CaseFolder} in the temporary directory. */
export function createCaseFolder(): CaseFolder {
  const folder = mkdtempSync(join(tmpdir(), 'bloqr-proof-'));
  const pathOf = (name: string) => join(folder, name);
  const layLevel = <T extends LevelConfiguration>(level: T): T => ({
    ...level,
    ...(level.exclusions_sources && { exclusions_sources: level.exclusions_sources.map(pathOf) }),
    ...(level.inclusions_sources && { inclusions_sources: level.inclusions_sources.map(pathOf) }),
  });
  return {
    lay: ({ files, configuration }) => {
      for (const file of files) writeFileSync(pathOf(file.name), encodeFile(file));
      return {
        ...layLevel(configuration),
        sources: configuration.sources.map((source) => ({
          ...layLevel(source),
          source: pathOf(source.source),
        })),
      };
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
