import { type Compilation, formatList, type TargetName } from '@bloqr/compiler';
import { statements } from './statements.ts';

/** What came of writing a list for a software. */
export interface TargetJudgement {
  readonly target: TargetName;
  readonly ruleCount: number;
  /** Lines that the software takes for rules. */
  readonly lineCount: number;
  /** Rules left out, by our account. */
  readonly refused: number;
  /** Lines that the software does not take, with why. */
  readonly faults: readonly string[];
}

const faultsMax = 20;

/** Writes a list for a software, and asks our statement of that software about every line. */
export function judgeList(compilation: Compilation, target: TargetName): TargetJudgement {
  const list = formatList(compilation, { target });
  const faults: string[] = [];
  let lineCount = 0;
  let rest = '';
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const judge = (line: string) => {
    const verdict = statements[target](line);
    if (verdict === 'rule') lineCount++;
    else if (verdict !== 'comment' && faults.length < faultsMax) faults.push(`${verdict.refused}: ${line}`);
  };
  for (const chunk of list.text(new Date(0))) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) judge(line);
  }
  judge(rest);
  const left = list.refused.filter(({ code }) => !code.startsWith('narrowed-'));
  return {
    target,
    ruleCount: list.ruleCount,
    lineCount,
    refused: left.reduce((sum, { count }) => sum + count, 0),
    faults,
  };
}
