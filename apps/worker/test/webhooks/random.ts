/** Numbers by chance that come out the same for the same seed. */
export interface Random {
  /** A whole number from `min` to `max`. */
  nextInt(min: number, max: number): number;
  pick<Value>(values: readonly Value[]): Value;
  shuffle<Value>(values: readonly Value[]): Value[];
  text(alphabet: string, length: number): string;
}

export function createRandom(seed: number): Random {
  let state = Math.imul(seed, 0x9e3779b1) | 0 || 1;
  const nextInt = (min: number, max: number): number => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return min + ((state >>> 0) % (max - min + 1));
  };
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[nextInt(0, values.length - 1)];
    if (value === undefined) throw new Error('there is nothing to pick from');
    return value;
  };
  return {
    nextInt,
    pick,
    shuffle: (values) => {
      const left = [...values];
      return values.flatMap(() => left.splice(nextInt(0, left.length - 1), 1));
    },
    text: (alphabet, length) => Array.from({ length }, () => pick([...alphabet])).join(''),
  };
}
