/** Stands for a promise that did not settle in time. */
export const timedOut: unique symbol = Symbol('timed out');

/** The value of `work`, or {@link timedOut} after so many milliseconds. The work itself goes on. */
export async function withTimeLimit<Value>(
  work: Promise<Value>,
  milliseconds: number,
): Promise<Value | typeof timedOut> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(() => resolve(timedOut), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
