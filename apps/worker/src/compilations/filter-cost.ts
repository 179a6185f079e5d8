/**
 * What matching one filter costs, in nanoseconds a byte of the lines that it is asked about: measured means, so that
 * the work of a compile can be told beforehand. A Worker cannot measure while it computes: its clock stands still.
 */
export function estimateFilterCost(filter: string): number {
  if (filter.length > 2 && filter.startsWith('/') && filter.endsWith('/')) {
    return expressionCost * countExpressionSize(filter);
  }
  return filter.includes('*') ? wildcardCost : substringCost;
}

const substringCost = 0.75;
const wildcardCost = 4;
/** For each character of an expression: the engine walks all of its states along with the text. */
const expressionCost = 10;

/** The most states that the engine makes of counted repetitions inside each other. */
const nestedSizeMax = 1000;

/** The length of an expression, with a counted repetition such as `{2,200}` taken as often as it may repeat. */
function countExpressionSize(expression: string): number {
  const counts = Array.from(expression.matchAll(/\{(\d{1,4}),?(\d{0,4})\}/g), ([, least, most]) =>
    Math.max(Number(least), Number(most)),
  );
  const sum = counts.reduce((total, count) => total + count, 0);
  // A repeated group may have repetitions inside, which multiply.
  if (!expression.includes('){')) return expression.length + sum;
  const product = counts.reduce((total, count) => total * Math.max(1, count), 1);
  return expression.length + Math.max(sum, Math.min(product, nestedSizeMax));
}
