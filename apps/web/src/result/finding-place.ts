import type { CompiledList } from '../compilation/compilation.ts';
import type { Diagnostic } from '../compilation/compile-events.ts';

/** Where a finding stands, in words of the page, and in which text its line can be shown. */
export interface FindingPlace {
  readonly words: string;
  /** Undefined where the page does not have the text, or the finding is about all of it. */
  readonly shown: { readonly source: string; readonly line: number } | undefined;
}

/** Finds the place; of rules typed into the text field, the line is that of the field. */
export function findPlace({ source, line }: Diagnostic, list: CompiledList): FindingPlace {
  if (line === 0) return { words: source, shown: undefined };
  const firstLine = list.order.firstLines.get(source);
  const isAtHand = textOfSource(source, list) !== undefined;
  return {
    words:
      firstLine === undefined ? `${source}, line ${line}` : `Line ${firstLine + line - 1} of what you typed`,
    shown: isAtHand ? { source, line } : undefined,
  };
}

/** The text of a source as it was compiled, where the page has it. */
export function textOfSource(
  source: string,
  { order, sourceTexts }: Pick<CompiledList, 'order' | 'sourceTexts'>,
): string | Blob | undefined {
  return order.body.preFetchedContent?.[source] ?? sourceTexts.get(source);
}

/** Lines of a text around one of them. */
export interface Excerpt {
  readonly text: string;
  /** The number of the excerpt's first line in the whole text; 1-based. */
  readonly firstLine: number;
}

/** Lines shown on each side: an editor with all of a large list would hold up the page. */
const linesAround = 200;

/** Cuts out the lines around `line`. A line beyond the end gives the last lines. */
export function cutExcerpt(text: string, line: number): Excerpt {
  const first = Math.max(1, line - linesAround);
  let start = 0;
  let current = 1;
  while (current < first) {
    const end = text.indexOf('\n', start);
    if (end === -1) break;
    start = end + 1;
    current++;
  }
  let stop = start;
  for (let count = 0; count <= linesAround * 2; count++) {
    const end = text.indexOf('\n', stop);
    if (end === -1) return { text: text.slice(start), firstLine: current };
    stop = end + 1;
  }
  return { text: text.slice(start, stop - 1), firstLine: current };
}
