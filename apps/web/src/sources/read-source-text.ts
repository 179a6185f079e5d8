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

/**
 * Reads what somebody pasted: addresses one a line, and rules. Rules with no address between them are one source, with
 * the comments and blank lines among them, so that a line of that source is a line of the field.
 */
export function readSourceText(text: string): SourceText {
  const lines = text.split(/\r\n|\r|\n/);
  const sources: TextSource[] = [];
  const notes: LineNote[] = [];
  const firstLines = new Map<string, number>();
  let block: { line: number; lines: string[]; ruleCount: number } | undefined;
  let ruleCount = 0;

  const endBlock = (): void => {
    if (block !== undefined) {
      const { line, ruleCount: rules } = block;
      sources.push({ kind: 'rules', line, text: `${block.lines.join('\n').trimEnd()}\n`, ruleCount: rules });
    }
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
    } else if (kind === 'rule') {
      ruleCount++;
      block ??= { line, lines: [], ruleCount: 0 };
      block.ruleCount++;
      block.lines.push(raw);
      const note = noteRule(line, content);
      if (note !== undefined) notes.push(note);
    } else {
      block?.lines.push(raw);
    }
  }
  endBlock();
  return { sources, notes, addressCount: firstLines.size, ruleCount, lineCount: lines.length };
}

function noteRepeat(line: number, first: number): LineNote {
  const fix = { label: 'Remove this line', lines: [] };
  return { line, message: `The same address as on line ${first}; it counts once.`, fix };
}
