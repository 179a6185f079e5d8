const floor = 20;
const share = 0.1;

/**
 * How many of so many rows a sweep removes without being told to: 20 or a tenth, whichever is more. That Clerk has lost more
 * at once is less likely than that it is asked wrongly.
 */
export function countRemovalsAllowed(rowCount: number): number {
  return Math.max(floor, Math.floor(rowCount * share));
}
