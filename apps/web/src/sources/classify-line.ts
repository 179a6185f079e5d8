/** What a line of the text field is. */
export type LineKind = 'blank' | 'comment' | 'address' | 'rule';

/** A line with what it was taken for. */
export interface ClassifiedLine {
  readonly kind: LineKind;
  /** The line without what is around it; of an address also without a comment behind it. */
  readonly text: string;
}

/** Characters that mean something in a rule and have no business in the address of a list. */
const ruleMarks = /[|^*]|\$[~a-z]|##|#[@?$%]/;

/**
 * Decides whether a line is the address of a list, a rule, a comment or nothing. Only what begins with a scheme is an
 * address; `|https://example.org^` and `https://example.org/*.js` are rules.
 *
 * @example
 * classifyLine('https://example.org/list.txt # mine') // { kind: 'address', text: 'https://example.org/list.txt' }
 * classifyLine('||example.org^').kind // 'rule'
 */
export function classifyLine(line: string): ClassifiedLine {
  const text = line.trim();
  if (text === '') return { kind: 'blank', text };
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) {
    const address = text.replace(/\s+#.*$/, '');
    return ruleMarks.test(address) ? { kind: 'rule', text } : { kind: 'address', text: address };
  }
  return { kind: isComment(text) ? 'comment' : 'rule', text };
}

/** The compiler's own test: a lone `#`, `# `, `####` or `!` in front. */
function isComment(text: string): boolean {
  return text.startsWith('!') || text.startsWith('# ') || text === '#' || text.startsWith('####');
}
