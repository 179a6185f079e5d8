/** A transformation as the page explains it. */
export interface Transformation {
  readonly name: string;
  readonly title: string;
  /** One sentence. */
  readonly explanation: string;
  /** Lines before and after it; the service makes just this of them. */
  readonly example: { readonly before: string; readonly after: string };
  /** Whether it is on at first. */
  readonly isPreset: boolean;
  /** Of those with the same word at most one may be on. */
  readonly group?: 'validator';
}

/** The transformations, those of the preset first, as HostlistCompiler names them. */
export const transformationCatalogue = [
  {
    name: 'RemoveComments',
    title: 'Remove comments',
    explanation: 'Takes out lines that only explain.',
    example: { before: '! Annoyances', after: '' },
    isPreset: true,
  },
  {
    name: 'Compress',
    title: 'Compress',
    explanation: 'Turns hosts lines into rules, and drops rules that a rule for a parent domain covers.',
    example: { before: '0.0.0.0 ads.example.org', after: '||ads.example.org^' },
    isPreset: true,
  },
  {
    name: 'Validate',
    title: 'Validate',
    explanation:
      'Drops what DNS blockers cannot use: cosmetic rules, rules for whole suffixes, broken lines.',
    example: { before: 'example.org##.banner', after: '' },
    isPreset: true,
    group: 'validator',
  },
  {
    name: 'Deduplicate',
    title: 'Remove duplicates',
    explanation: 'Keeps each rule once.',
    example: { before: '||example.org^\n||example.org^', after: '||example.org^' },
    isPreset: true,
  },
  {
    name: 'TrimLines',
    title: 'Trim lines',
    explanation: 'Takes blanks off both ends of each line.',
    example: { before: '  ||example.org^  ', after: '||example.org^' },
    isPreset: true,
  },
  {
    name: 'InsertFinalNewLine',
    title: 'End with a line break',
    explanation: 'Some programs skip a last line that has none.',
    example: { before: '||example.org^', after: '||example.org^\n' },
    isPreset: true,
  },
  {
    name: 'RemoveEmptyLines',
    title: 'Remove empty lines',
    explanation: 'Closes the gaps that are left.',
    example: { before: '||example.org^\n\n||example.net^', after: '||example.org^\n||example.net^' },
    isPreset: false,
  },
  {
    name: 'RemoveModifiers',
    title: 'Remove modifiers',
    explanation: 'Takes off modifiers that mean nothing to a DNS blocker, so that the rule stays.',
    example: { before: '||example.org^$third-party', after: '||example.org^' },
    isPreset: false,
  },
  {
    name: 'InvertAllow',
    title: 'Turn into exceptions',
    explanation: 'Makes a list of blocking rules a list of what to let through.',
    example: { before: '||example.org^', after: '@@||example.org^' },
    isPreset: false,
  },
  {
    name: 'ConvertToAscii',
    title: 'Convert to ASCII',
    explanation: 'Writes names with other letters as the DNS has them (Punycode).',
    example: { before: '||bücher.example^', after: '||xn--bcher-kva.example^' },
    isPreset: false,
  },
  {
    name: 'ValidateAllowIp',
    title: 'Validate, keep addresses',
    explanation: 'As Validate, but rules for IP addresses stay.',
    example: { before: '||203.0.113.7^', after: '||203.0.113.7^' },
    isPreset: false,
    group: 'validator',
  },
  {
    name: 'ValidateAllowPublicSuffix',
    title: 'Validate, keep suffixes',
    explanation: 'As Validate, but rules for whole suffixes stay.',
    example: { before: '||zip^', after: '||zip^' },
    isPreset: false,
    group: 'validator',
  },
  {
    name: 'ValidateAllowIpAndPublicSuffix',
    title: 'Validate, keep both',
    explanation: 'As Validate, but rules for IP addresses and for whole suffixes stay.',
    example: { before: '||zip^', after: '||zip^' },
    isPreset: false,
    group: 'validator',
  },
] as const satisfies readonly Transformation[];

export type TransformationName = (typeof transformationCatalogue)[number]['name'];

export const transformationNames: readonly TransformationName[] = transformationCatalogue.map(
  ({ name }) => name,
);

export const presetTransformations: readonly TransformationName[] = transformationCatalogue
  .filter(({ isPreset }) => isPreset)
  .map(({ name }) => name);

export function isTransformationName(value: unknown): value is TransformationName {
  return transformationNames.some((name) => name === value);
}
