import { isComment } from '../rule/comment.ts';
import { findCosmeticBody } from '../rule/cosmetic-rule.ts';
import { parseNetworkRule } from '../rule/network-rule.ts';
import { domainToAscii } from './domain-to-ascii.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const nonAscii = /[^\x00-\x7f]/;
/** What separates names from each other and from the rest of a rule. */
const namePieces = /[^\s^$|=,~/:?#[\]()"'@*]+/g;

/**
 * Writes internationalised names as punycode (UTS #46, as URLs do), wherever a name can stand: in the pattern up to
 * its path, in the values of options, in the domains of a cosmetic rule. Paths, bodies of cosmetic rules and regular
 * expressions keep their text; a name that has no ASCII form stays as it is.
 */
export function convertToAscii(line: string): string {
  if (!nonAscii.test(line) || isComment(line)) return line;
  const body = findCosmeticBody(line);
  if (body !== -1) return convertNames(line.slice(0, body)) + line.slice(body);
  const { isException, pattern, options } = parseNetworkRule(line);
  if (pattern.startsWith('/') && pattern.endsWith('/')) return line;
  const path = findPath(pattern);
  const converted = convertNames(pattern.slice(0, path)) + pattern.slice(path);
  return `${isException ? '@@' : ''}${converted}${options === undefined ? '' : `$${convertNames(options)}`}`;
}

/** The index of the slash that begins the path of a pattern, its length where there is none. */
function findPath(pattern: string): number {
  const scheme = pattern.indexOf('://');
  const path = pattern.indexOf('/', scheme === -1 ? 0 : scheme + 3);
  return path === -1 ? pattern.length : path;
}

function convertNames(text: string): string {
  return text.replace(namePieces, (name, at: number) => {
    if (!nonAscii.test(name)) return name;
    const isBehindWildcard = text[at - 1] === '*' && name[0] === '.';
    // `*.` in front makes a name of a single label.
    if (isBehindWildcard) return `.${domainToAscii(name.slice(1)) || name.slice(1)}`;
    const inner = name.indexOf('.', 1);
    if (inner === -1 || inner === name.length - 1) return name;
    // A label of which a wildcard is part has no ASCII form.
    const isCutByWildcard = text[at - 1] === '*' || text[at + name.length] === '*';
    return (isCutByWildcard ? '' : domainToAscii(name)) || name;
  });
}
