/** The first lines of a list that is in pieces. */
export function previewLines(
  pieces: readonly string[],
  linesMax: number,
): { readonly text: string; readonly isWhole: boolean } {
  let text = '';
  for (const [index, piece] of pieces.entries()) {
    text += piece;
    const end = endOfLine(text, linesMax);
    if (end === undefined) continue;
    return { text: text.slice(0, end), isWhole: end === text.length && index === pieces.length - 1 };
  }
  return { text, isWhole: true };
}

/** Behind the line break of that line, or undefined where the text is shorter. */
function endOfLine(text: string, line: number): number | undefined {
  let end = 0;
  for (let count = 0; count < line; count++) {
    end = text.indexOf('\n', end) + 1;
    if (end === 0) return undefined;
  }
  return end;
}
