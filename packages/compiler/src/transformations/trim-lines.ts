/** Removes spaces and tabs, and no other white space, from both ends of a line. */
export function trimLine(line: string): string {
  return line.replace(/^[ \t]+|[ \t]+$/g, '');
}
