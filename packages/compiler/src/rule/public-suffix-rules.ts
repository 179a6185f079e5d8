import { exceptions, type ITrie, rules } from 'tldts-icann/dist/cjs/src/data/trie.js';

/**
 * The rules of the ICANN section of the Public Suffix List (https://publicsuffix.org, MPL-2.0) as tldts 7.0.28 carries
 * them, which is what HostlistCompiler 2.1.1 validates with. A newer list changes which rules a validator keeps, so the
 * version is pinned.
 *
 * One line for each last label: the label, then its rules in the notation of the list (`*.` for wildcards, `!` for
 * exceptions), separated by spaces. Rules beyond ASCII stand in a text of their own: few names need it, and a text of
 * ASCII alone is searched faster.
 */
export function listPublicSuffixRules(): { readonly ascii: string; readonly international: string } {
  const ascii: string[] = [];
  const international: string[] = [];
  for (const [label, node] of Object.entries(rules[1])) {
    const found: string[] = [];
    collect(node, label, '', found);
    const exception = exceptions[1][label];
    if (exception !== undefined) collect(exception, label, '!', found);
    const asciiRules = found.filter((rule) => isAscii.test(rule));
    const otherRules = found.filter((rule) => !isAscii.test(rule));
    if (asciiRules.length > 0) ascii.push([label, ...asciiRules].join(' '));
    if (otherRules.length > 0) international.push([label, ...otherRules].join(' '));
  }
  return { ascii: `\n${ascii.join('\n')}\n`, international: `\n${international.join('\n')}\n` };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is that of ASCII.
const isAscii = /^[\x00-\x7f]*$/;

function collect([isRule, children]: ITrie, suffix: string, mark: string, rulesFound: string[]): void {
  if (isRule !== 0) rulesFound.push(mark + suffix);
  for (const [label, child] of Object.entries(children))
    collect(child, `${label}.${suffix}`, mark, rulesFound);
}
