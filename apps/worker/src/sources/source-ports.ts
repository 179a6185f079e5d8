import type { SourceReaderOptions } from '@bloqr/compiler';
import type { FetchSource } from './source-cache-parts.ts';

type ClockPorts = Pick<SourceReaderOptions['ports'], 'now' | 'timeout'>;

/** The same for every request, so that an answer to one is an answer to the next. */
const sourceHeaders = { accept: 'text/plain, */*', 'user-agent': 'bloqr-compiler' };

/**
 * One GET of a source, by the platform. Redirects are the reader's business: it checks every hop before it goes there.
 *
 * @param platformFetch the platform's `fetch`
 */
export function createFetchSource(platformFetch: typeof fetch): FetchSource {
  return async (url, { headers, signal }) => {
    const init: RequestInit = {
      method: 'GET',
      headers: { ...sourceHeaders, ...headers },
      redirect: 'manual',
    };
    if (signal instanceof AbortSignal) init.signal = signal;
    const { status, headers: answered, body } = await platformFetch(url, init);
    return { status, headers: answered, body };
  };
}

/**
 * The clocks of the source reader.
 *
 * @param now milliseconds of a steady clock
 * @param signal ends every wait when it aborts
 */
export function createClockPorts(now: () => number, signal: AbortSignal): ClockPorts {
  return {
    now,
    timeout: (milliseconds) => AbortSignal.any([AbortSignal.timeout(milliseconds), signal]),
  };
}
