/**
 * Whether a line is a comment: it starts with `!`, with `# ` or with `####`, or is a lone `#`. So `##banner`,
 * `#@#x`, `#name` and indented comments are not (HostlistCompiler's test, used everywhere a line is asked).
 */
export function isComment(line: string): boolean {
  return line.startsWith('!') || line.startsWith('# ') || line === '#' || line.startsWith('####');
}
