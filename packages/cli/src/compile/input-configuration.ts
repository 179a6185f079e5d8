import type { Configuration } from '@bloqr/compiler';

/** The configuration that stands for `-i`; HostlistCompiler's command has the same. */
export function inputConfiguration(inputs: readonly string[]): Configuration {
  return {
    name: 'Blocklist',
    sources: inputs.map((source) => ({ source })),
    transformations: [
      'RemoveComments',
      'Deduplicate',
      'Compress',
      'Validate',
      'TrimLines',
      'InsertFinalNewLine',
    ],
  };
}
