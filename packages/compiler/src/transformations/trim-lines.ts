/** Removes spaces and tabs, and no other white space, from both ends of a line. */
export function trimLine(line: string): string {
  // By hand: an expression for the end of a line would try at each run of spaces within it.
  let start = 0;
  let end = line.length;
  while (start < end && isSpaceOrTab(line.charCodeAt(start))) start++;
  while (end > start && isSpaceOrTab(line.charCodeAt(end - 1))) end--;
  return line.slice(start, end);
}

function isSpaceOrTab(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
