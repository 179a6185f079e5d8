/** A body read as text, or why it was not. */
export type ReadBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-utf-8' };

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
      parts.push(decoder.decode(chunk, { stream: true }));
    }
    parts.push(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) return { kind: 'not-utf-8' };
    throw error;
  }
  return { kind: 'text', text: parts.join('') };
}
