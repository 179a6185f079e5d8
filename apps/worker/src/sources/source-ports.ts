import type { SourceReaderOptions } from '@bloqr/compiler';

type SourcePorts = SourceReaderOptions['ports'];

/**
 * The outside of the source reader in a Worker: fetching, and nothing else, for there are no files here.
 *
 * @param fetchSource the platform's `fetch`
 * @param now milliseconds of a steady clock
 * @param signal ends every request under way when it aborts
 */
export function createSourcePorts(
  fetchSource: typeof fetch,
  now: () => number,
  signal: AbortSignal,
): SourcePorts {
  return {
    fetch: async (url, { headers, signal: deadline }) => {
      // Redirects are the reader's business: it checks every hop before it goes there.
      const init: RequestInit = { method: 'GET', headers, redirect: 'manual' };
      if (deadline instanceof AbortSignal) init.signal = deadline;
      const { status, headers: answered, body } = await fetchSource(url, init);
      return { status, headers: answered, body };
    },
    ...createClockPorts(now, signal),
  };
}

/** The outside without a network: clocks only. */
export function createClockPorts(
  now: () => number,
  signal: AbortSignal,
): Pick<SourcePorts, 'now' | 'timeout'> {
  return {
    now,
    timeout: (milliseconds) => AbortSignal.any([AbortSignal.timeout(milliseconds), signal]),
  };
}
