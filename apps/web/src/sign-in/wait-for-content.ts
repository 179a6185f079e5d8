import type { Delay } from '../lib/delay.ts';
import { withTimeLimit } from '../lib/with-time-limit.ts';

/** How long forms may take from being asked for until they stand there. */
const timeLimit = { milliseconds: 15_000, sentence: 'Clerk’s forms did not come. Try again.' };

/** Resolves when somebody can do something in `place`. Rejects, with a sentence, where nothing comes. */
export async function waitForContent(place: HTMLElement, delay: Delay): Promise<void> {
  const isThere = () => place.querySelector('input, button, a') !== null;
  if (isThere()) return;
  const come = Promise.withResolvers<void>();
  const observer = new MutationObserver(() => {
    if (isThere()) come.resolve();
  });
  observer.observe(place, { childList: true, subtree: true });
  try {
    await withTimeLimit(come.promise, timeLimit, delay);
  } finally {
    observer.disconnect();
  }
}
