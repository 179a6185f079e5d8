import type { BlobStore } from '../../src/lib/blob-store.ts';

/** Stands in for where a key set is published; tests say what it answers. */
export function createKeyEndpoint(answer: () => Response | Promise<Response>) {
  const endpoint = {
    answer,
    /** The addresses that were fetched. */
    fetched: [] as string[],
    fetch: (async (input) => {
      endpoint.fetched.push(String(input));
      return endpoint.answer();
    }) as typeof fetch,
  };
  return endpoint;
}

/** A store in memory. */
export function createMemoryBlobs(): {
  -readonly [Name in keyof BlobStore]: BlobStore[Name];
} & { readonly entries: Map<string, Uint8Array> } {
  const entries = new Map<string, Uint8Array>();
  return {
    entries,
    get: async (key) => entries.get(key),
    put: async (key, bytes) => void entries.set(key, bytes),
  };
}
