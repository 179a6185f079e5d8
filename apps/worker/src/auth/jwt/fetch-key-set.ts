import { joinChunks } from '../../lib/join-chunks.ts';
import { timedOut, withTimeLimit } from '../../lib/with-time-limit.ts';
import { type KeySetRefusal, parseKeySet } from './key-set.ts';
import { importRs256Key } from './rs256.ts';

/** Keys by their id. A Map: ids come from outside and may be called like members of every object. */
export type KeyMap = ReadonlyMap<string, CryptoKey>;

export type KeySetFailure = 'timeout' | 'network' | 'status' | 'too-large' | 'key-not-taken' | KeySetRefusal;

export type ReadKeySet =
  | { readonly kind: 'read'; readonly keys: KeyMap }
  | { readonly kind: 'failed'; readonly reason: KeySetFailure };

/** A set together with what was sent. */
export type FetchedKeySet =
  | { readonly kind: 'read'; readonly keys: KeyMap; readonly bytes: Uint8Array }
  | Extract<ReadKeySet, { kind: 'failed' }>;

/** Of the whole answer, after decompression. An RSA key has half a kilobyte. */
export const keySetBytesMax = 65_536;

/**
 * Fetches a key set, within a time limit for all of it. Only 200 counts: a redirect is not followed, since the address of
 * the keys is the root of all trust here. Bytes are counted as they come, whatever `Content-Length` says.
 */
export async function fetchKeySet(
  fetchFrom: typeof fetch,
  url: string,
  timeLimitMs: number,
): Promise<FetchedKeySet> {
  const controller = new AbortController();
  try {
    const answer = await withTimeLimit(read(fetchFrom, url, controller.signal), timeLimitMs);
    return answer === timedOut ? { kind: 'failed', reason: 'timeout' } : answer;
  } catch {
    return { kind: 'failed', reason: 'network' };
  } finally {
    controller.abort();
  }
}

/** Checks a set and makes its keys ready for use. */
export async function readKeySet(bytes: Uint8Array): Promise<ReadKeySet> {
  const parsed = parseKeySet(bytes);
  if (parsed.kind === 'refused') return { kind: 'failed', reason: parsed.reason };
  try {
    const entries = parsed.keys.map(
      async ({ keyId, n, e }) => [keyId, await importRs256Key(n, e)] satisfies [string, CryptoKey],
    );
    return { kind: 'read', keys: new Map(await Promise.all(entries)) };
  } catch {
    return { kind: 'failed', reason: 'key-not-taken' };
  }
}

async function read(fetchFrom: typeof fetch, url: string, signal: AbortSignal): Promise<FetchedKeySet> {
  const response = await fetchFrom(url, {
    headers: { Accept: 'application/json' },
    redirect: 'manual',
    // A copy in between would hide a rotation.
    cache: 'no-store',
    signal,
  });
  if (response.status !== 200 || response.body === null) return { kind: 'failed', reason: 'status' };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > keySetBytesMax) return { kind: 'failed', reason: 'too-large' };
  }
  const bytes = joinChunks(chunks);
  const set = await readKeySet(bytes);
  return set.kind === 'read' ? { ...set, bytes } : set;
}
