import { type ConditionResult, evaluateCondition } from './condition-expression.ts';

/** Deeper than any real list; keeps a hostile one from growing the stack of open blocks without end. */
const blocksOpenMax = 256;

interface OpenBlock {
  readonly lineNumber: number;
  readonly isTrue: boolean;
  isInElse: boolean;
}

/** What is wrong with a directive, and in which line of the file. */
export interface DirectiveProblem {
  readonly detail: string;
  readonly lineNumber: number;
}

/**
 * The `!#if` / `!#else` / `!#endif` blocks of one file, fed directive by directive. Text that is not taken is only
 * searched for the end of its block, so what is wrong inside it goes unnoticed, as in HostlistCompiler.
 */
export class Conditions {
  /** Whether the lines at this point are taken. */
  isActive = true;
  private readonly blocks: OpenBlock[] = [];
  /** Blocks opened inside text that is not taken. */
  private skippedBlocks = 0;

  /** `!#if condition` in line `lineNumber`. */
  open(condition: string, lineNumber: number): DirectiveProblem | undefined {
    if (!this.isActive) {
      this.skippedBlocks++;
      return undefined;
    }
    if (this.blocks.length === blocksOpenMax) {
      return { detail: `more than ${blocksOpenMax} \`!#if\` are open`, lineNumber };
    }
    const value = evaluateCondition(condition);
    if (typeof value === 'string') return { detail: problemDetails[value], lineNumber };
    this.blocks.push({ lineNumber, isTrue: value, isInElse: false });
    this.isActive = value;
    return undefined;
  }

  /** `!#else` with the text behind it. */
  switch(text: string, lineNumber: number): DirectiveProblem | undefined {
    const block = this.blocks.at(-1);
    if (block === undefined) return { detail: '`!#else` stands outside of any `!#if`', lineNumber };
    if (!this.isActive && (this.skippedBlocks > 0 || block.isInElse)) return undefined;
    if (block.isInElse) return { detail: 'a second `!#else` stands in the same `!#if`', lineNumber };
    if (text.trim() !== '') return { detail: 'nothing may stand behind `!#else`', lineNumber };
    block.isInElse = true;
    this.isActive = !block.isTrue;
    return undefined;
  }

  /** `!#endif`; what stands behind it does not matter. */
  close(lineNumber: number): DirectiveProblem | undefined {
    if (this.skippedBlocks > 0) {
      this.skippedBlocks--;
    } else if (this.blocks.pop() === undefined) {
      return { detail: '`!#endif` stands outside of any `!#if`', lineNumber };
    } else {
      this.isActive = true;
    }
    return undefined;
  }

  /** The end of the file. */
  finish(): DirectiveProblem | undefined {
    const block = this.blocks.at(-1);
    return block && { detail: '`!#endif` is missing for this `!#if`', lineNumber: block.lineNumber };
  }
}

const problemDetails: Readonly<Record<Exclude<ConditionResult, boolean>, string>> = {
  empty: 'the condition, or a part of it, is empty',
  unbalanced: 'the parentheses of the condition do not match',
  'too-long': 'the condition is too long',
};
