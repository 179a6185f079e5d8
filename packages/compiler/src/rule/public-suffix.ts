import { listPublicSuffixRules } from './public-suffix-rules.ts';

let linesByLabel: ReadonlyMap<string, string> | undefined;
const rulesByLabel = new Map<string, ReadonlySet<string>>();
const noRules: ReadonlySet<string> = new Set();

/** The rules that end in this last label, in the notation of the Public Suffix List. Read when first asked for. */
export function publicSuffixRules(lastLabel: string): ReadonlySet<string> {
  linesByLabel ??= new Map(
    listPublicSuffixRules()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line]),
  );
  const line = linesByLabel.get(lastLabel);
  if (line === undefined) return noRules;
  let rules = rulesByLabel.get(lastLabel);
  if (rules === undefined) {
    rules = new Set(line.split(' ').slice(1));
    rulesByLabel.set(lastLabel, rules);
  }
  return rules;
}

export interface PublicSuffix {
  readonly suffix: string;
  /** False where no rule of the list matches and the last label stands in. */
  readonly isKnown: boolean;
}

/**
 * The public suffix of a lower-case host name, by the algorithm of https://publicsuffix.org/list/: exceptions first,
 * then the longest matching rule, else the last label.
 */
export function findPublicSuffix(hostname: string): PublicSuffix {
  const lastLabel = hostname.slice(hostname.lastIndexOf('.') + 1);
  const rules = publicSuffixRules(lastLabel);
  let found: string | undefined;
  let start = hostname.length;
  let parent = '';
  for (;;) {
    const dot = start === 0 ? -1 : hostname.lastIndexOf('.', start - 1);
    const name = hostname.slice(dot + 1);
    if (rules.has(`!${name}`)) return { suffix: parent, isKnown: true };
    if (rules.has(name) || (parent !== '' && rules.has(`*.${parent}`))) found = name;
    if (dot === -1) break;
    parent = name;
    start = dot;
  }
  return found === undefined ? { suffix: lastLabel, isKnown: false } : { suffix: found, isKnown: true };
}
