import { isComment } from '../rule/comment.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { isAddressLike } from '../rule/dns-name.ts';
import { convertToAscii } from '../transformations/convert-to-ascii.ts';

/** What somebody asks about. */
export interface Query {
  readonly kind: 'domain' | 'rule';
  readonly text: string;
  /** The domain, or that of a rule for one. */
  readonly name: string | undefined;
  /** The domain, and the domains above it that a rule could name; without a domain none. */
  readonly names: ReadonlySet<string>;
  /** A line of ASCII alone without any of these in it, in lower case, is about something else. */
  readonly needles: readonly string[];
  /** Finds the top-level domain as a word, for rules of which that is all. */
  readonly topLevel?: RegExp;
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
  const domain =
    (URL.canParse(trimmed) && new URL(trimmed).hostname) ||
    trimmed.replace(/:\d{1,5}$/, '').replace(/\.$/, '');
  if (domain !== '' && domainPattern.test(domain)) return queryDomain(domain);
  const written = ruleOfName.exec(trimmed)?.[1];
  const name = written === undefined ? undefined : toAscii(written);
  return {
    kind: 'rule',
    text: trimmed,
    name,
    names: new Set(name === undefined ? [] : [name]),
    needles: [name ?? trimmed.toLowerCase()],
  };
}

function queryDomain(domain: string): Query {
  const name = toAscii(domain);
  // What lies above an address in a name is none.
  const labels = isAddressLike(name) ? [name] : name.split('.');
  const names = labels.map((_, index) => labels.slice(index).join('.'));
  const needles = [labels.slice(-2).join('.')];
  const last = labels.at(-1) ?? '';
  const domainQuery = { kind: 'domain', text: name, name, names: new Set(names), needles } as const;
  if (labels.length === 1 || !/^[a-z0-9-]+$/.test(last)) return domainQuery;
  // The text of a top-level domain is in nearly every line, but nearly never so that it could be a rule for all of it.
  return {
    ...domainQuery,
    topLevel: new RegExp(`(?:^|[\\s|/"'=])(?:\\*?\\.)?${last}\\.?(?![\\w.-])`, 'i'),
  };
}

/** Whether a line speaks of one of the names, as a word of its own. */
export function speaksOf(line: string, asked: Query): boolean {
  const { names, needles, text, kind, topLevel } = asked;
  if (kind === 'rule' && line.trim() === text) return true;
  const folded = line.toLowerCase();
  // Beyond ASCII a name is spelled otherwise than its needle. To convert every such line would take long.
  const mayBeSpelledOtherwise = needles.some((needle) => needle.includes('xn--')) && nonAscii.test(line);
  const isPossible =
    mayBeSpelledOtherwise ||
    needles.some((needle) => folded.includes(needle)) ||
    (topLevel?.test(line) === true && !isComment(line) && findCosmeticBody(line) === -1);
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
