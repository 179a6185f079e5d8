/**
 * Whether an `Accept` header asks for plain text: it must name `text/plain`, and prefer it to JSON where it names
 * that too (RFC 9110, section 12.5.1). Everything else gets JSON.
 *
 * @example
 * prefersText('text/plain') // true
 * prefersText('*\/*') // false
 */
export function prefersText(accept: string | null): boolean {
  const qualities = new Map(
    (accept ?? '').split(',').map((range): [string, number] => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return [type, quality === undefined ? 1 : Number(quality.slice(2)) || 0];
    }),
  );
  const textQuality = qualities.get('text/plain') ?? 0;
  return textQuality > 0 && textQuality >= (qualities.get('application/json') ?? 0);
}
