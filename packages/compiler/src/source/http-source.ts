import { CompilerError } from '../errors.ts';
import { type SourceFailure, summarizeCause } from './source-failure.ts';
import type { HttpResponse, Signal, SourcePorts, SourceReaderOptions } from './source-ports.ts';
import { checkSourceUrl } from './url-guard.ts';

const requestHeaders = { accept: 'text/plain, */*', 'user-agent': 'bloqr-compiler' };
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** HostlistCompiler's; many hosts label lists so. A web page is told by its text instead. */
const contentTypes = ['text/plain', 'text/html', 'application/octet-stream'];
/** A body gets this long before its speed counts. */
const slowStartMs = 5000;

/**
 * Fetches `reference` and yields its decompressed body. Every address asked, the first and each redirect's, passes
 * the guard; no redirect leads from https to http; nothing but a 200 with the content type of text counts.
 *
 * @param refusedCode the code for an address that the guard refuses
 * @throws CompilerError `refusedCode`, `source-unreachable`, `source-timeout`, `source-not-a-list`
 */
export async function* readHttpSource(
  reference: string,
  options: SourceReaderOptions,
  refusedCode: 'source-refused' | 'include-refused',
  fail: SourceFailure,
): AsyncGenerator<Uint8Array, void> {
  const deadline = options.ports.timeout(options.limits.fileTimeoutMs);
  try {
    const response = await request(reference, options, deadline, refusedCode, fail);
    if (response.status !== 200) {
      await discard(response);
      throw fail('source-unreachable', `answered with status ${response.status}`);
    }
    if (!hasAcceptedType(response)) {
      await discard(response);
      throw fail('source-not-a-list', 'has a content type that is not text');
    }
    if (response.body !== null) yield* readBody(response.body, options, deadline, fail);
  } catch (error) {
    if (error instanceof CompilerError) throw error;
    if (deadline.aborted || options.signal?.aborted === true) throw stopped(options, fail, error);
    throw fail('source-unreachable', `cannot be fetched (${summarizeCause(error)})`, error);
  }
}

/** Asks for `reference` and follows redirects; the response is not one of those that were followed. */
async function request(
  reference: string,
  options: SourceReaderOptions,
  deadline: Signal,
  refusedCode: 'source-refused' | 'include-refused',
  fail: SourceFailure,
): Promise<HttpResponse> {
  const fetch = fetchOf(options.ports, fail);
  let url = guard(reference, options, refusedCode, fail);
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(url, { headers: requestHeaders, signal: deadline });
    if (!redirectStatuses.has(response.status)) return response;
    await discard(response);
    const target = response.headers.get('location');
    if (target === null || !URL.canParse(target, url)) {
      throw fail('source-unreachable', 'redirects to nowhere');
    }
    if (redirects === options.limits.redirectsMax) {
      throw fail('source-unreachable', `redirects more than ${redirects} times (redirectsMax)`);
    }
    const next = guard(new URL(target, url).href, options, refusedCode, fail);
    if (url.startsWith('https:') && !next.startsWith('https:')) {
      throw fail(refusedCode, 'redirects from https to http');
    }
    url = next;
  }
}

function guard(
  url: string,
  { hostAllowlist, ownHosts }: SourceReaderOptions,
  refusedCode: 'source-refused' | 'include-refused',
  fail: SourceFailure,
): string {
  const decision = checkSourceUrl(url, {
    ...(hostAllowlist && { hostAllowlist }),
    ...(ownHosts && { ownHosts }),
  });
  if (!decision.isAllowed) throw fail(refusedCode, `may not be fetched: ${decision.detail}`);
  return decision.url;
}

/** Yields the body, unless it takes too long: in all, or on average once the slow start is over. */
async function* readBody(
  body: AsyncIterable<Uint8Array>,
  options: SourceReaderOptions,
  deadline: Signal,
  fail: SourceFailure,
): AsyncGenerator<Uint8Array, void> {
  const { ports, limits } = options;
  let bytes = 0;
  // Only waiting counts, not what the consumer does with a chunk.
  let waitedMs = 0;
  let waitsSince = ports.now();
  for await (const chunk of body) {
    bytes += chunk.length;
    waitedMs += ports.now() - waitsSince;
    if (deadline.aborted) throw stopped(options, fail);
    if (waitedMs > slowStartMs && bytes < (limits.bytesPerSecondMin * waitedMs) / 1000) {
      throw fail(
        'source-timeout',
        `sends less than ${limits.bytesPerSecondMin} bytes a second (bytesPerSecondMin)`,
      );
    }
    yield chunk;
    waitsSince = ports.now();
  }
}

function hasAcceptedType(response: HttpResponse): boolean {
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  return type === '' || contentTypes.some((accepted) => type.includes(accepted));
}

/** The caller's signal may be what aborted the deadline's. */
function stopped(
  { limits, signal }: SourceReaderOptions,
  fail: SourceFailure,
  cause?: unknown,
): CompilerError {
  return signal?.aborted === true
    ? fail('aborted', 'was not read to its end', cause)
    : fail('source-timeout', `took longer than ${limits.fileTimeoutMs} ms (fileTimeoutMs)`, cause);
}

function fetchOf(ports: SourcePorts, fail: SourceFailure): NonNullable<SourcePorts['fetch']> {
  if (ports.fetch === undefined) throw fail('source-refused', 'is a URL, and URLs cannot be fetched here');
  return ports.fetch;
}

/** Closes a body that nobody reads, so that its connection is free again. */
async function discard(response: HttpResponse): Promise<void> {
  try {
    await response.body?.[Symbol.asyncIterator]().return?.();
  } catch {
    // The answer as a whole is of no use any more.
  }
}
