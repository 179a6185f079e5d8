import type { HttpResponse } from '@bloqr/compiler';

const chunkBytes = 65_536;

/** An answer made of bytes that are here. */
export function answerFromBytes(bytes: Uint8Array, contentType: string | null): HttpResponse {
  return {
    status: 200,
    headers: { get: (name) => (name.toLowerCase() === 'content-type' ? contentType : null) },
    body: cutBytes(bytes),
  };
}

async function* cutBytes(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
