import { classifyLine } from './classify-line.ts';
import { type LineNote, noteAddress, noteRule } from './line-note.ts';

/** A source out of the text field: an address, or neighbouring rules. */
export type TextSource =
  | { readonly kind: 'address'; readonly line: number; readonly address: string }
  | { readonly kind: 'rules'; readonly line: number; readonly text: string; readonly ruleCount: number };

/** The text field, understood. */
export interface SourceText {
  /** In the order of the text. Addresses that stand there before are left out. */
  readonly sources: readonly TextSource[];
  readonly notes: readonly LineNote[];
  readonly addressCount: number;
  readonly ruleCount: number;
  readonly lineCount: number;
}

/** Neighbouring lines without an address among them. */
interface Block {
  /** The first line that is not blank. */
  readonly line: number;
  readonly lines: string[];
  ruleCount: number;
}

/**
 * Reads what somebody pasted: addresses one a line, and rules. Rules with no address between them are one source, with
 * the comments and blank lines around them, so that a line of that source is a line of the field. Comments alone are
 * nothing.
 */
export function readSourceText(text: string): SourceText {
  const lines = text.split(/\r\n|\r|\n/);
  const sources: TextSource[] = [];
  const notes: LineNote[] = [];
  const firstLines = new Map<string, number>();
  let block: Block | undefined;
  let ruleCount = 0;

  const endBlock = (): void => {
    if (block !== undefined && block.ruleCount > 0) sources.push(sourceOf(block));
    block = undefined;
  };

  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    const { kind, text: content } = classifyLine(raw);
    if (kind === 'address') {
      endBlock();
      const first = firstLines.get(content);
      const note = first === undefined ? noteAddress(line, content) : noteRepeat(line, first);
      if (note !== undefined) notes.push(note);
      if (first !== undefined) continue;
      firstLines.set(content, line);
      sources.push({ kind: 'address', line, address: content });
      continue;
    }
    if (kind === 'blank' && block === undefined) continue;
    block ??= { line, lines: [], ruleCount: 0 };
    block.lines.push(raw);
    if (kind !== 'rule') continue;
    ruleCount++;
    block.ruleCount++;
    const note = noteRule(line, content);
    if (note !== undefined) notes.push(note);
  }
  endBlock();
  return { sources, notes, addressCount: firstLines.size, ruleCount, lineCount: lines.length };
}

function sourceOf({ line, lines, ruleCount }: Block): TextSource {
  return { kind: 'rules', line, text: `${lines.join('\n').trimEnd()}\n`, ruleCount };
}

function noteRepeat(line: number, first: number): LineNote {
  const fix = { label: 'Remove this line', lines: [] };
  return { line, message: `The same address as on line ${first}; it counts once.`, fix };
}
