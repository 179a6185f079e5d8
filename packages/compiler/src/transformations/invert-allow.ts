import { isComment } from '../rule/comment.ts';
import { isHostsRule } from '../rule/hosts-rule.ts';

/** Makes every blocking rule an exception. Comments, empty lines, hosts rules and exceptions stay. */
export function invertAllow(line: string): string {
  const stays = line === '' || line.startsWith('@@') || isComment(line) || isHostsRule(line);
  return stays ? line : `@@${line}`;
}
