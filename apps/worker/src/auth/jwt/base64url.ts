import { Buffer } from 'node:buffer';

/** Whole groups, then none, two or three characters whose unused bits are zero (RFC 4648, sections 3.5 and 5). */
const canonical = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/**
 * The bytes of base64url without padding, as RFC 7515 (section 2) has it. Undefined for everything that is not the one
 * spelling of its bytes: padding, spaces, characters of plain base64, unused bits that are set. Lenient decoders would
 * let a token be changed without its bytes changing.
 */
export function decodeBase64url(text: string): Uint8Array | undefined {
  return canonical.test(text) ? new Uint8Array(Buffer.from(text, 'base64url')) : undefined;
}
