/**
 * Whether two addresses are one. Capitals of ASCII do not count: providers write the same mailbox with and without them.
 * Nothing else is levelled: other scripts have letters whose small form is one of ASCII (U+212A becomes `k`), and dots or what
 * stands behind a plus sign may lead elsewhere.
 */
export function isSameEmail(one: string, other: string): boolean {
  return lowerAscii(one) === lowerAscii(other);
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
