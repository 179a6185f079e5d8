export type ConditionResult = boolean | 'empty' | 'unbalanced' | 'too-long';

/** Far beyond any real condition; keeps evaluating cheap and its recursion shallow. */
const conditionCharactersMax = 1024;

/**
 * Evaluates what stands behind `!#if` exactly as HostlistCompiler does, with no name defined: `true` is true, every
 * other word is false. `||` binds loosest, then `&&`, then a leading `!`; the innermost last parentheses are replaced
 * by their value first. Both operators evaluate their right side only where the left one does not decide. One
 * character before an operator is dropped, so `true || x` is true and `true||x` is not.
 *
 * @returns the value, or what is wrong: an empty operand, unbalanced parentheses, over 1,024 characters
 */
export function evaluateCondition(text: string): ConditionResult {
  let rest = text.trim();
  if (rest.length > conditionCharactersMax) return 'too-long';
  for (;;) {
    const open = rest.lastIndexOf('(');
    if (open === -1) break;
    const close = rest.indexOf(')', open);
    if (close === -1) return 'unbalanced';
    const value = evaluateFlat(rest.slice(open + 1, close));
    if (typeof value === 'string') return value;
    rest = `${rest.slice(0, open)}${value}${rest.slice(close + 1)}`;
  }
  return rest.includes(')') ? 'unbalanced' : evaluateFlat(rest);
}

/** Evaluates a condition without parentheses. */
function evaluateFlat(text: string): ConditionResult {
  const condition = text.trim();
  if (condition === '') return 'empty';
  const or = condition.indexOf('||');
  if (or !== -1) {
    const left = evaluateFlat(beforeOperator(condition, or));
    return left === false ? evaluateFlat(condition.slice(or + 2)) : left;
  }
  const and = condition.indexOf('&&');
  if (and !== -1) {
    const left = evaluateFlat(beforeOperator(condition, and));
    return left === true ? evaluateFlat(condition.slice(and + 2)) : left;
  }
  if (condition.startsWith('!')) {
    const value = evaluateFlat(condition.slice(1));
    return typeof value === 'string' ? value : !value;
  }
  return condition === 'true';
}

function beforeOperator(condition: string, operator: number): string {
  return condition.slice(0, Math.max(0, operator - 1));
}
