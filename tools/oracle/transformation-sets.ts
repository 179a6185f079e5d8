import type { TransformationName } from '@bloqr/compiler';

/**
 * Sets of transformations that lists are compared with. A is what HostlistCompiler's command does by default, B cleans
 * adblock lists without merging names, C keeps comments.
 */
export const transformationSets = {
  A: ['RemoveComments', 'Deduplicate', 'Compress', 'Validate', 'TrimLines', 'InsertFinalNewLine'],
  B: [
    'TrimLines',
    'RemoveComments',
    'RemoveModifiers',
    'Validate',
    'Deduplicate',
    'RemoveEmptyLines',
    'InsertFinalNewLine',
  ],
  C: ['Validate', 'Deduplicate', 'TrimLines'],
} as const satisfies Readonly<Record<string, readonly TransformationName[]>>;

/** The name of one of the sets. */
export type TransformationSetName = keyof typeof transformationSets;
