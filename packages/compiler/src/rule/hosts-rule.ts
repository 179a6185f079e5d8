/**
 * A line of an `/etc/hosts` file, recognised by its looks alone: something that could be an address (lower-case
 * hexadecimal digits, dots, colons, brackets, with an optional `%scope`), white space, anything, an optional comment.
 * `bad cafe.org` is one too. One white space and then anything is what HostlistCompiler's `\s+[^#]+` means; written so,
 * the two would share a long run of spaces in every way there is.
 */
const hostsLine = /^[a-f0-9.:\][]+(?:%[a-z0-9]+)?\s[^#]+(?:#.*)?$/;

export function isHostsRule(line: string): boolean {
  return hostsLine.test(line);
}

/** The names of a hosts rule, in order. Empty for a line such as `127.0.0.1  # router`. */
export function hostsRuleNames(line: string): readonly string[] {
  const trimmed = line.trim();
  const comment = trimmed.indexOf('#');
  const words = (comment > 0 ? trimmed.slice(0, comment) : trimmed).trim().split(/\s+/);
  return words.slice(1);
}
