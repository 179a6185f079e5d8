import type { NameRule } from '../rule/name-rule.ts';

/** What a line in the syntax of some DNS software says. */
export type ForeignLine =
  /** Rules, and in `complaint` what of the line could not become one. */
  | { readonly kind: 'rules'; readonly rules: readonly ForeignRule[]; readonly complaint?: ForeignComplaint }
  /** A record of a zone, which has a name and what lies below it on two lines. */
  | { readonly kind: 'record'; readonly rule: ForeignRule }
  /** Part of the file's structure: it says nothing about names. */
  | { readonly kind: 'structure' };

export type ForeignRule = Omit<NameRule, 'isImportant'>;

export interface ForeignComplaint {
  readonly code: string;
  readonly message: string;
}

export const structureLine: ForeignLine = { kind: 'structure' };

export function rulesLine(rules: readonly ForeignRule[], complaint?: ForeignComplaint): ForeignLine {
  return complaint === undefined ? { kind: 'rules', rules } : { kind: 'rules', rules, complaint };
}
