import { joinChunks } from './join-chunks.ts';

/**
 * Reads a body of at most `bytesMax` bytes, as it is; undefined where it has more. The bytes themselves are counted:
 * nothing that is said about the size is relied upon.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  bytesMax: number,
): Promise<Uint8Array | undefined> {
  if (body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let byteCount = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    byteCount += chunk.byteLength;
    if (byteCount > bytesMax) return undefined;
    chunks.push(chunk);
  }
  return joinChunks(chunks);
}
