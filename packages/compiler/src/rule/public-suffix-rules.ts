import { exceptions, type ITrie, rules } from 'tldts-icann/dist/cjs/src/data/trie.js';

/**
 * The rules of the ICANN section of the Public Suffix List (https://publicsuffix.org, MPL-2.0) as tldts 7.0.28 carries
 * them, which is what HostlistCompiler 2.1.1 validates with. A newer list changes which rules a validator keeps, so the
 * version is pinned.
 *
 * One line for each last label: the label, then its rules in the notation of the list (`*.` for wildcards, `!` for
 * exceptions), separated by spaces.
 */
export function listPublicSuffixRules(): string {
  const lines: string[] = [];
  for (const [label, node] of Object.entries(rules[1])) {
    const line = [label];
    collect(node, label, '', line);
    const exception = exceptions[1][label];
    if (exception !== undefined) collect(exception, label, '!', line);
    lines.push(line.join(' '));
  }
  return lines.join('\n');
}

function collect([isRule, children]: ITrie, suffix: string, mark: string, rulesFound: string[]): void {
  if (isRule !== 0) rulesFound.push(mark + suffix);
  for (const [label, child] of Object.entries(children))
    collect(child, `${label}.${suffix}`, mark, rulesFound);
}
