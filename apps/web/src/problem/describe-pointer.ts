/**
 * Where a fault stands, in words of the page: a JSON Pointer (RFC 6901) into the request, read along with the request.
 *
 * @example
 * describePointer('/configuration/sources/1/source', ['a', 'https://example.org/b.txt'])
 * // 'Source 2: https://example.org/b.txt'
 */
export function describePointer(pointer: string, sources: readonly string[]): string {
  const parts = pointer.split('/').slice(1).map(unescapePart);
  const [area, field, number] = parts;
  if (area === 'configuration' && field === 'sources' && number !== undefined) {
    const source = sources[Number(number)];
    return source === undefined ? `Source ${Number(number) + 1}` : `Source ${Number(number) + 1}: ${source}`;
  }
  if (area === 'configuration' && field === 'transformations') return 'Transformations';
  if (area === 'configuration' && field === 'name') return 'Name of the list';
  if (area === 'preFetchedContent' && field !== undefined) return `Text of ${field}`;
  if (area === 'target' || area === 'format') return 'Software';
  return pointer === '' ? 'The request' : pointer;
}

function unescapePart(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
