import { isComment } from '../rule/comment.ts';
import type { RefusalLog } from './refusal.ts';
import type { LineCheck, WrittenList } from './write-names.ts';

/**
 * Keeps the lines of a finished list as they are, but for what `adapt` makes of a rule, and leaves out the rules that the
 * software does not take. Comments and blank lines stay.
 */
export function writeLines(
  read: () => Iterable<string>,
  adapt: (line: string) => string,
  check: LineCheck,
  log: RefusalLog,
): WrittenList {
  const isKept = (line: string) => isComment(line) || line.trim() === '';
  let ruleCount = 0;
  for (const line of read()) {
    if (isKept(line)) continue;
    const code = check(adapt(line));
    if (code === undefined) ruleCount++;
    else log.add(code, line);
  }
  return {
    ruleCount,
    *lines() {
      for (const line of read()) {
        const adapted = isKept(line) ? line : adapt(line);
        if (isKept(line) || check(adapted) === undefined) yield adapted;
      }
    },
  };
}
