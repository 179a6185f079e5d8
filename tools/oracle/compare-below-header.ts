/** How two lists differ below their headers. */
export type Comparison =
  | { readonly isEqual: true }
  | {
      readonly isEqual: false;
      /** Lines that only the first has. */
      readonly onlyFirst: readonly string[];
      /** Lines that only the second has. */
      readonly onlySecond: readonly string[];
      /** 1-based line below the header at which they part, 0 where one has none and the other does. */
      readonly firstDifferentLine: number;
    };

const compiledBy = '\n! Compiled by ';

/**
 * What follows a list's header, which ends with a line `! Compiled by …` and a lone `!`, from that line's end on: a
 * list of no lines is empty, one of a single empty line is a line end. The whole list where there is no such header.
 */
export function belowHeader(list: string): string {
  const at = list.indexOf(compiledBy);
  if (at === -1) return list;
  const loneMark = list.indexOf('\n', at + compiledBy.length) + 1;
  return loneMark === 0 || list[loneMark] !== '!' ? list : list.slice(loneMark + 1);
}

/** Compares two lists below their headers, character by character, and says by lines how they differ. */
export function compareBelowHeader(first: string, second: string): Comparison {
  const [firstBody, secondBody] = [belowHeader(first), belowHeader(second)];
  if (firstBody === secondBody) return { isEqual: true };
  const a = firstBody.split('\n');
  const b = secondBody.split('\n');
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at++;
  return {
    isEqual: false,
    onlyFirst: without(a, b),
    onlySecond: without(b, a),
    firstDifferentLine: at,
  };
}

/** The lines of `lines` beyond those of `others`, counting how often each stands. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of others) counts.set(line, (counts.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = counts.get(line) ?? 0;
    counts.set(line, count - 1);
    return count <= 0;
  });
}
