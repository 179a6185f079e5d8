/**
 * Whether a header `If-None-Match` names this entity tag, so that the client has the answer already (RFC 9110, section
 * 13.1.2; tags are compared weakly, as caches on the way may have weakened them).
 *
 * @example
 * namesTag('W/"a", "b"', '"b"') // true
 */
export function namesTag(ifNoneMatch: string | null, tag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
