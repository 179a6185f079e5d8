/**
 * The text with one line replaced by others, or taken out where there are none.
 *
 * @param line 1-based
 */
export function replaceLine(text: string, line: number, replacement: readonly string[]): string {
  const lines = text.split(/\r\n|\r|\n/);
  lines.splice(line - 1, 1, ...replacement);
  return lines.join('\n');
}
