/** Two lists of one form. */
export interface ListPair {
  readonly before: Blob;
  readonly after: Blob;
}

/** Rules that are only in one of two lists. */
export interface ListDifference {
  readonly added: DifferingRules;
  readonly removed: DifferingRules;
}

export interface DifferingRules {
  readonly count: number;
  /** The first of them, in the order of their list. */
  readonly examples: readonly string[];
}

/** Rules of each kind that are listed; more say no more, and would only grow the page. */
const examplesMax = 200;

/** Comments, which say when a list was made, and the serial number of a zone. */
const noRule = /^(?:!|#(?:\s|$)|;|@\s|\$)/;

/** Compares lists rule by rule, whatever their order. */
export function compareLists(before: string, after: string): ListDifference {
  const old = rulesOf(before);
  const current = rulesOf(after);
  return { added: without(current, old), removed: without(old, current) };
}

function rulesOf(text: string): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => line !== '' && !noRule.test(line)));
}

function without(rules: ReadonlySet<string>, others: ReadonlySet<string>): DifferingRules {
  const examples: string[] = [];
  let count = 0;
  for (const rule of rules) {
    if (others.has(rule)) continue;
    count++;
    if (examples.length < examplesMax) examples.push(rule);
  }
  return { count, examples };
}
