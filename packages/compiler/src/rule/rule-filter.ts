import { compileRegularExpression } from './regular-expression.ts';

/** Says whether a line matches. */
export type LineMatcher = (line: string) => boolean;

/** A pattern of `exclusions` or `inclusions`, and where it was written. */
export interface FilterPattern {
  readonly text: string;
  /** JSON Pointer of the pattern, or of the file that it came from. */
  readonly pointer: string;
}

/**
 * Compiles the patterns of a filter: `/…/` is a regular expression (case-insensitive, multi-line), a pattern with `*`
 * is matched against the whole line (case-insensitive, `*` stands for any text), anything else is a substring
 * (case-sensitive). Undefined for no patterns: no filter.
 *
 * Regular expressions run on a linear-time engine, so that none can hang a compile.
 *
 * @throws CompilerError `invalid-configuration` for an expression the engine refuses
 */
export async function compileRuleFilter(
  patterns: readonly FilterPattern[],
): Promise<LineMatcher | undefined> {
  const unique = new Map(
    patterns.filter(({ text }) => text !== '').map((pattern) => [pattern.text, pattern]),
  );
  if (unique.size === 0) return undefined;
  const substrings: string[] = [];
  const matchers: LineMatcher[] = [];
  for (const pattern of unique.values()) {
    const { text } = pattern;
    if (text.length > 2 && text.startsWith('/') && text.endsWith('/')) {
      matchers.push(await compileRegularExpression(text.slice(1, -1), pattern.pointer));
    } else if (text.includes('*')) {
      matchers.push(compileWildcard(text));
    } else {
      substrings.push(text);
    }
  }
  return (line) =>
    substrings.some((substring) => line.includes(substring)) || matchers.some((matches) => matches(line));
}

function compileWildcard(pattern: string): LineMatcher {
  const [first = '', ...rest] = foldCase(pattern).split(/\*+/);
  const last = rest.pop() ?? '';
  return (line) => {
    const text = foldCase(line);
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    let at = first.length;
    for (const part of rest) {
      const found = text.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= text.length - last.length;
  };
}

/** Folds case as a regular expression with the flag `i` does: by UTF-16 unit, never from outside ASCII into it. */
function foldCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
  if (/^[\x00-\x7f]*$/.test(text)) return text.toUpperCase();
  let folded = '';
  for (const unit of text.split('')) {
    const upper = unit.toUpperCase();
    folded += upper.length !== 1 || (upper < '\x80' && unit >= '\x80') ? unit : upper;
  }
  return folded;
}
