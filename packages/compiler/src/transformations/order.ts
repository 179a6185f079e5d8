/**
 * The transformations under HostlistCompiler's names, in the one order in which they run. The order in which a
 * configuration lists them means nothing.
 */
export const transformationOrder = [
  'ConvertToAscii',
  'TrimLines',
  'RemoveComments',
  'Compress',
  'RemoveModifiers',
  'InvertAllow',
  'Validate',
  'ValidateAllowIp',
  'ValidateAllowPublicSuffix',
  'ValidateAllowIpAndPublicSuffix',
  'Deduplicate',
  'RemoveEmptyLines',
  'InsertFinalNewLine',
] as const;

export type TransformationName = (typeof transformationOrder)[number];
