/** What workerd says where the other end closed the connection before it answered. */
const lostMessage = 'Network connection lost';

/**
 * The platform's `fetch`, which asks a second time where the connection was lost before there was an answer. Servers close
 * connections that have been idle for a while, Node's after 5 s, and now and then just as the next request is sent on one. A
 * client may repeat what changes nothing (RFC 9110, 9.2.2; RFC 9112, 9.3.1): only `GET` is.
 */
export function createFetchAnew(fetchOnce: typeof fetch): typeof fetch {
  return async (input, init) => {
    const isRepeatable = !(input instanceof Request) && (init?.method ?? 'GET') === 'GET';
    try {
      return await fetchOnce(input, init);
    } catch (error) {
      const isLost = error instanceof Error && error.message.includes(lostMessage);
      if (!isRepeatable || !isLost || init?.signal?.aborted === true) throw error;
      return fetchOnce(input, init);
    }
  };
}
