/** The separators between the domains and the body of a cosmetic, scriptlet or HTML filtering rule. */
const separator = /#@?(?:\$\?|[$%?])?#|\$@?\$/;

/** Where the body of a cosmetic rule begins (at its separator), -1 for any other rule. */
export function findCosmeticBody(line: string): number {
  return line.search(separator);
}
