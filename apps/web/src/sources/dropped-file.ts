import { formatBytes } from '../lib/format-number.ts';
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

/** A file that was read. */
export interface TextOfFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads files, each by itself: one that cannot be read, as a folder cannot, takes nothing from the others.
 *
 * @param bytesMax larger files are not read
 */
export async function readDroppedFiles(
  files: readonly Pick<File, 'name' | 'size' | 'text'>[],
  bytesMax: number,
): Promise<{ readonly texts: readonly TextOfFile[]; readonly refusals: readonly string[] }> {
  const texts: TextOfFile[] = [];
  const refusals: string[] = [];
  for (const file of files) {
    const { name, size } = file;
    if (size > bytesMax) {
      refusals.push(`${name} has ${formatBytes(size)}; at most ${formatBytes(bytesMax)} are taken.`);
      continue;
    }
    try {
      texts.push({ name, text: await file.text() });
    } catch {
      refusals.push(`${name} could not be read. If it is a folder, drop the files that are in it.`);
    }
  }
  return { texts, refusals };
}

/**
 * Judges a file by its content.
 *
 * @param taken names that are in use
 */
export function judgeDroppedFile(name: string, text: string, taken: readonly string[]): DroppedFile {
  if (text.includes('\0')) return { kind: 'refused', reason: `${name} is not a text file.` };
  const content = judgeContent(text);
  if (content === 'nothing') {
    return { kind: 'refused', reason: `${name} has neither rules nor addresses in it.` };
  }
  if (content === 'addresses') return { kind: 'addresses', text: text.trim() };
  return { kind: 'rules', file: { name: chooseName(name, taken), text } };
}

/** One rule decides, and usually stands near the beginning: a large file is not read to its end for this. */
function judgeContent(text: string): 'rules' | 'addresses' | 'nothing' {
  let hasAddress = false;
  for (const [line] of text.matchAll(/[^\r\n]+/g)) {
    const { kind } = classifyLine(line);
    if (kind === 'rule') return 'rules';
    hasAddress ||= kind === 'address';
  }
  return hasAddress ? 'addresses' : 'nothing';
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
