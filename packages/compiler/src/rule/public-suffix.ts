import { listPublicSuffixRules } from './public-suffix-rules.ts';

let allRules: ReturnType<typeof listPublicSuffixRules> | undefined;
const rulesByLabel = new Map<string, ReadonlySet<string>>();
const noRules: ReadonlySet<string> = new Set();

/** The rules that end in this last label, in the notation of the Public Suffix List. Read when first asked for. */
export function publicSuffixRules(lastLabel: string): ReadonlySet<string> {
  const known = rulesByLabel.get(lastLabel);
  if (known !== undefined) return known;
  allRules ??= listPublicSuffixRules();
  const rules = [...findRules(allRules.ascii, lastLabel), ...findRules(allRules.international, lastLabel)];
  if (rules.length === 0) return noRules;
  const set = new Set(rules);
  rulesByLabel.set(lastLabel, set);
  return set;
}

/** The rules in the line of a last label. To look for the line is cheaper than an index of all: most lists have few. */
function findRules(lines: string, lastLabel: string): readonly string[] {
  const start = lastLabel === '' ? -1 : lines.indexOf(`\n${lastLabel} `);
  if (start === -1) return [];
  return lines
    .slice(start + 1, lines.indexOf('\n', start + 1))
    .split(' ')
    .slice(1);
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
