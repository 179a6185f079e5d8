/** A body read as text, or why it was not. */
export type ReadBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-utf-8' }
  /** Its framing is wrong, or its sender has gone. */
  | { readonly kind: 'broken-off' };

/**
 * Reads a body of at most `bytesMax` bytes as UTF-8. The bytes themselves are counted: Content-Length may be absent,
 * and nothing that a caller says about the size is relied upon.
 */
export async function readBody(request: Request, bytesMax: number): Promise<ReadBody> {
  if (request.body === null) return { kind: 'text', text: '' };
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const parts: string[] = [];
  let byteCount = 0;
  try {
    // Leaving the loop early cancels the stream.
    for await (const chunk of request.body) {
      byteCount += chunk.byteLength;
      if (byteCount > bytesMax) return { kind: 'too-large' };
      const part = decode(decoder, chunk);
      if (part === undefined) return { kind: 'not-utf-8' };
      parts.push(part);
    }
  } catch {
    return { kind: 'broken-off' };
  }
  const end = decode(decoder);
  return end === undefined ? { kind: 'not-utf-8' } : { kind: 'text', text: parts.join('') + end };
}

/** Undefined where the bytes are not UTF-8. Without a chunk, what is left. */
function decode(decoder: TextDecoder, chunk?: Uint8Array): string | undefined {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    return undefined;
  }
}
