import { expect, inject } from 'vitest';

/** Well below the 15 s after which the service gives a source up by itself. */
const timeout = 8000;

/** Waits until the service has asked for a list, or has given up asking for it; see `lists.ts`. */
export async function waitUntilList(path: string, what: 'asked' | 'left'): Promise<void> {
  const listRequests = async (): Promise<unknown> => {
    const requests: unknown = await (await fetch(`${inject('lists')}/requests`)).json();
    return Reflect.get(Object(requests), what);
  };
  await expect.poll(listRequests, { timeout }).toContain(path);
}
