import { isComment } from '../rule/comment.ts';
import type { Target } from '../targets/target.ts';
import type { RefusalLog } from './refusal.ts';
import type { WrittenList } from './write-names.ts';

/**
 * Keeps the lines of a finished list as they are, but for what the software asks for: rules that it does not take are left
 * out and counted, and so are, uncounted, comments that do harm there.
 */
export function writeLines(read: () => Iterable<string>, target: Target, log: RefusalLog): WrittenList {
  const { adapt = (line) => line, isHarmfulComment = () => false } = target;
  const isNoRule = (line: string) => isComment(line) || line.trim() === '';
  let ruleCount = 0;
  for (const line of read()) {
    if (isNoRule(line)) continue;
    const code = target.check(adapt(line));
    if (code === undefined) ruleCount++;
    else log.add(code, line);
  }
  return {
    ruleCount,
    *lines() {
      for (const line of read()) {
        if (isNoRule(line)) {
          if (!isHarmfulComment(line)) yield line;
          continue;
        }
        const adapted = adapt(line);
        if (target.check(adapted) === undefined) yield adapted;
      }
    },
  };
}
