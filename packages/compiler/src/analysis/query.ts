import { convertToAscii } from '../transformations/convert-to-ascii.ts';

/** What somebody asks about. */
export interface Query {
  readonly kind: 'domain' | 'rule';
  readonly text: string;
  /** The domain, and the domains above it that a rule could name; without a domain none. */
  readonly names: ReadonlySet<string>;
  /** A line of ASCII alone without any of these in it, in lower case, is about something else. */
  readonly needles: readonly string[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII.
const nonAscii = /[^\x00-\x7f]/;
const domainPattern = /^[^\s^$|=,~/:?#[\]()"'@*!]+$/u;
const ruleOfName = /^(?:@@)?\|\|([^\s^$|/*]+)\^/;

/**
 * Reads a question: a URL or a domain, in any case and script; anything else is a rule, to be found as it stands.
 */
export function parseQuery(text: string): Query {
  const trimmed = text.trim();
  const domain = URL.canParse(trimmed) ? new URL(trimmed).hostname : trimmed.replace(/\.$/, '');
  if (domain !== '' && domainPattern.test(domain)) return queryDomain(domain);
  const name = ruleOfName.exec(trimmed)?.[1];
  return {
    kind: 'rule',
    text: trimmed,
    names: name === undefined ? new Set() : new Set([toAscii(name)]),
    needles: [name === undefined ? trimmed.toLowerCase() : toAscii(name)],
  };
}

function queryDomain(domain: string): Query {
  const ascii = toAscii(domain);
  const labels = ascii.split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  return {
    kind: 'domain',
    text: ascii,
    names: new Set(names),
    // Rules for whole top-level domains exist, but their text is in nearly every line.
    needles: [labels.slice(-2).join('.')],
  };
}

/** Whether a line speaks of one of the names, as a word of its own. */
export function speaksOf(line: string, { names, needles, text, kind }: Query): boolean {
  if (kind === 'rule' && line.trim() === text) return true;
  const folded = line.toLowerCase();
  // Beyond ASCII a name is spelled otherwise than its needle. To convert every such line would take long.
  const mayBeSpelledOtherwise = needles.some((needle) => needle.includes('xn--')) && nonAscii.test(line);
  const isPossible = mayBeSpelledOtherwise || needles.some((needle) => folded.includes(needle));
  return isPossible && wordsOf(line).some((word) => names.has(word));
}

/** The words of a line that could be names, in lower case and punycode, without `*.` in front or a dot behind. */
function wordsOf(line: string): readonly string[] {
  return line
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}._*-]+/u)
    .map((word) => toAscii(word.replace(/^(?:\*?\.)+|\.$/g, '')));
}

function toAscii(name: string): string {
  return convertToAscii(name.toLowerCase());
}
