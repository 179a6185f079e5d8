/** What becomes of a block of commands when documents are tested. */
export const commandTags = ['run', 'stand-in', 'start', 'account'] as const;

export type CommandTag = (typeof commandTags)[number];

/** A fenced block of a document. */
export interface Block {
  readonly language: string;
  /** The word behind the language; empty where there is none. */
  readonly tag: string;
  readonly text: string;
  /** Of its fence, from 1 on. */
  readonly line: number;
}

/**
 * Finds the fenced blocks of a Markdown text, indented ones in lists included. A fence of commands says what they are:
 * `run` (on this machine, against the local service and the local Clerk), `stand-in` (with the stand-in for wrangler), `start`
 * (what the test has started itself), `account` (needs one, and is not run). `text shown` is part of what the block before printed.
 */
export function readBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: { fence: string; indent: string; info: string; line: number; lines: string[] } | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, before = '', fence = '', info = ''] = /^(.*?)(`{3,})(.*)$/.exec(line) ?? [];
    if (open === undefined) {
      // `1. ` may stand in front of the first fence of an item.
      if (/^\s*(?:\d+\.\s+|[-*]\s+)?$/.test(before) && fence !== '')
        open = { fence, indent: ' '.repeat(before.length), info: info.trim(), line: index + 1, lines: [] };
    } else if (line.trim() === open.fence) {
      const [language = '', tag = ''] = open.info.split(/\s+/);
      blocks.push({ language, tag, text: open.lines.join('\n'), line: open.line });
      open = undefined;
    } else {
      open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line.trimStart());
    }
  }
  if (open !== undefined) throw new Error(`the block of line ${open.line} has no end`);
  return blocks;
}
