import { classifyLine } from './classify-line.ts';

/** Rules that came as a file, or as a paste too large for a text field. */
export interface AttachedFile {
  /** What it is called here; no two are called alike. */
  readonly name: string;
  readonly text: string;
}

/** What is to be done with a file: take its addresses into the text field, attach its rules, or neither. */
export type DroppedFile =
  | { readonly kind: 'addresses'; readonly text: string }
  | { readonly kind: 'rules'; readonly file: AttachedFile }
  | { readonly kind: 'refused'; readonly reason: string };

/** UTF-16 units from which pasted rules are attached rather than put into the text field, which would grow slow. */
export const pastedLengthMax = 100_000;

/** Characters of a name that are shown; the rest says nothing more. */
const nameLengthMax = 80;

/**
 * Judges a file by its content.
 *
 * @param taken names that are in use
 */
export function judgeDroppedFile(name: string, text: string, taken: readonly string[]): DroppedFile {
  if (text.includes('\0')) return { kind: 'refused', reason: `${name} is not a text file.` };
  const kinds = countKinds(text);
  if (kinds.address + kinds.rule === 0) {
    return { kind: 'refused', reason: `${name} has neither rules nor addresses in it.` };
  }
  if (kinds.rule === 0) return { kind: 'addresses', text: text.trim() };
  return { kind: 'rules', file: { name: chooseName(name, taken), text } };
}

function countKinds(text: string): { address: number; rule: number } {
  const counts = { address: 0, rule: 0 };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const { kind } = classifyLine(line);
    if (kind === 'address' || kind === 'rule') counts[kind]++;
  }
  return counts;
}

/** A name that is free, and that nobody can take for an address. */
function chooseName(name: string, taken: readonly string[]): string {
  const short = name.replaceAll('/', '∕').slice(0, nameLengthMax).trim() || 'file';
  if (!taken.includes(short)) return short;
  for (let number = 2; ; number++) {
    const candidate = `${short} (${number})`;
    if (!taken.includes(candidate)) return candidate;
  }
}
