/** The rules in which two lists differ, each in the order of its list. */
export interface ListDifference {
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly commonCount: number;
}

/** Compares two lists as sets of rules: comments, blank lines, repeats and order do not count. */
export function compareLists(before: string, after: string): ListDifference {
  const old = rulesOf(before);
  const current = rulesOf(after);
  const removed = [...old].filter((rule) => !current.has(rule));
  const added = [...current].filter((rule) => !old.has(rule));
  return { removed, added, commonCount: current.size - added.length };
}

function rulesOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split(/\r\n?|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !isComment(line)),
  );
}

/** What adblock lists, hosts files and zone files write as a comment. */
function isComment(line: string): boolean {
  return /^(?:!|;|#(?![#@$%?])|\[Adblock)/.test(line);
}
