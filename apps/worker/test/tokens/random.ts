/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** @throws where there is none */
  pick<const Value>(values: readonly Value[]): Value;
  chance(probability: number): boolean;
  bytes(count: number): Uint8Array;
  /** Letters and digits. */
  word(length: number): string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function createRandom(seed: number): Random {
  let state = seed | 0 || 1;
  const next = (): number => {
    // xorshift32
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    integer,
    pick: (values) => {
      for (const value of values.slice(integer(0, values.length - 1))) return value;
      throw new Error('nothing to pick from');
    },
    chance: (probability) => next() < probability,
    bytes: (count) => Uint8Array.from({ length: count }, () => integer(0, 255)),
    word: (length) => Array.from({ length }, () => letters.charAt(integer(0, letters.length - 1))).join(''),
  };
}
