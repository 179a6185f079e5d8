import type { SourceReaderOptions } from '@bloqr/compiler';

type SourcePorts = SourceReaderOptions['ports'];

/**
 * The outside of the source reader in a Worker: fetching, and nothing else, for there are no files here.
 *
 * @param fetchSource the platform's `fetch`
 * @param now milliseconds of a steady clock
 */
export function createSourcePorts(fetchSource: typeof fetch, now: () => number): SourcePorts {
  return {
    fetch: async (url, { headers, signal }) => {
      // Redirects are the reader's business: it checks every hop before it goes there.
      const init: RequestInit = { method: 'GET', headers, redirect: 'manual' };
      if (signal instanceof AbortSignal) init.signal = signal;
      const { status, headers: answered, body } = await fetchSource(url, init);
      return { status, headers: answered, body };
    },
    now,
    timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
  };
}
