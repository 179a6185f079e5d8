/**
 * Whether an answer sends somebody to a page that is neither ours nor of an allowed origin, judged as a browser reads the address.
 * The library checks addresses before it uses them, but not what becomes of them: `/..//evil.example` passes as a path, and once a
 * parameter is put behind it, it is `//evil.example`, another host.
 *
 * @param origin of the service
 */
export function leadsAway(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  origin: string,
  allowedOrigins: ReadonlySet<string>,
): boolean {
  const location = headers.get('Location');
  if (status < 300 || status > 399 || location === null) return false;
  if (!URL.canParse(location, origin)) return true;
  const target = new URL(location, origin).origin;
  return target !== origin && !allowedOrigins.has(target);
}
