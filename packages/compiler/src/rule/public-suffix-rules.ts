import { exceptions, type ITrie, rules } from 'tldts-icann/dist/cjs/src/data/trie.js';

/**
 * The rules of the ICANN section of the Public Suffix List (https://publicsuffix.org, MPL-2.0) as tldts 7.0.28 carries
 * them, which is what HostlistCompiler 2.1.1 validates with: one a line, `*.` for wildcards, `!` for exceptions. A
 * newer list changes which rules a validator keeps, so the version is pinned.
 */
export function listPublicSuffixRules(): string {
  const lines: string[] = [];
  collect(rules, '', '', lines);
  collect(exceptions, '', '!', lines);
  return lines.join('\n');
}

function collect(node: ITrie, suffix: string, mark: string, lines: string[]): void {
  const [isRule, children] = node;
  if (isRule !== 0) lines.push(mark + suffix);
  for (const [label, child] of Object.entries(children)) {
    collect(child, suffix === '' ? label : `${label}.${suffix}`, mark, lines);
  }
}
