/**
 * UTF-8 both ways. Invalid sequences become U+FFFD as the WHATWG Encoding Standard says, and a byte order mark is
 * kept: it is white space, and who trims decides about it.
 */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return decoder.decode(bytes.subarray(start, end));
}

export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}
