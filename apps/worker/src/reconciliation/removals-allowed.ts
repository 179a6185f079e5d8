const floor = 20;
const share = 0.1;

/**
 * How many of so many rows a sweep removes without being told to: 20 or a tenth, whichever is more. A secret key of another
 * instance knows nobody here; it must not empty the table.
 */
export function countRemovalsAllowed(rowCount: number): number {
  return Math.max(floor, Math.floor(rowCount * share));
}
