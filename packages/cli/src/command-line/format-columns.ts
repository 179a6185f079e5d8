const firstColumnMax = 60;

/** A table of text: the first column to the left, the others to the right, two spaces between. */
export function formatColumns(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heads, ...rows].map(([first = '', ...rest]) => [shorten(first), ...rest]);
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** The end of a long name tells more than its start. */
function shorten(text: string): string {
  return text.length <= firstColumnMax ? text : `…${text.slice(1 - firstColumnMax)}`;
}
