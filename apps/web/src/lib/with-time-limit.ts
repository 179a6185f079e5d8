import type { Delay } from './delay.ts';

/** How long something may take, and what is said when it takes longer. */
export interface TimeLimit {
  readonly milliseconds: number;
  readonly sentence: string;
}

/** Settles as `work` does, or rejects with the sentence when time is up, whatever becomes of `work` then. */
export function withTimeLimit<Value>(
  work: Promise<Value>,
  { milliseconds, sentence }: TimeLimit,
  delay: Delay,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = delay(milliseconds, () => reject(new Error(sentence)));
    work.then(resolve, reject).finally(stop);
  });
}
