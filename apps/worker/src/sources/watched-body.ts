/** Told what goes through a body. */
export interface BodyWatcher {
  readonly onChunk: (chunk: Uint8Array) => void;
  /** Called once: with true where the body came to its end, with false where it broke off or nobody wanted more. */
  readonly onEnd: (isComplete: boolean) => void;
}

/**
 * Passes a body on and tells how it ended. No generator: one that was never asked for a chunk would not hear that
 * nobody wants it, and its connection would stay open.
 */
export function watchBody(
  body: AsyncIterable<Uint8Array>,
  { onChunk, onEnd }: BodyWatcher,
): AsyncIterable<Uint8Array> {
  const source = body[Symbol.asyncIterator]();
  let isOver = false;
  const end = (isComplete: boolean): void => {
    if (!isOver) onEnd(isComplete);
    isOver = true;
  };
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      try {
        const result = await source.next();
        if (result.done) end(true);
        else onChunk(result.value);
        return result;
      } catch (error) {
        end(false);
        throw error;
      }
    },
    async return() {
      end(false);
      await source.return?.();
      return { value: undefined, done: true };
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
