import { listPublicSuffixRules } from './public-suffix-rules.ts';

let ruleSet: ReadonlySet<string> | undefined;

/** All rules, in the notation of the Public Suffix List. */
export function publicSuffixRules(): ReadonlySet<string> {
  ruleSet ??= new Set(listPublicSuffixRules().split('\n'));
  return ruleSet;
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
  const known = publicSuffixRules();
  let found: string | undefined;
  let start = hostname.length;
  let parent = '';
  for (;;) {
    const dot = start === 0 ? -1 : hostname.lastIndexOf('.', start - 1);
    const name = hostname.slice(dot + 1);
    if (known.has(`!${name}`)) return { suffix: parent, isKnown: true };
    if (known.has(name) || (parent !== '' && known.has(`*.${parent}`))) found = name;
    if (dot === -1) break;
    parent = name;
    start = dot;
  }
  return found === undefined
    ? { suffix: hostname.slice(hostname.lastIndexOf('.') + 1), isKnown: false }
    : { suffix: found, isKnown: true };
}
