/** The data of tldts-icann, whose types do not follow its files. */
declare module 'tldts-icann/dist/cjs/src/data/trie.js' {
  /** Whether a rule ends here, and the nodes below by label. */
  export type ITrie = readonly [0 | 1, Readonly<Record<string, ITrie>>];
  export const rules: ITrie;
  export const exceptions: ITrie;
}
