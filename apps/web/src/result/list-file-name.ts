const lengthMax = 60;

/**
 * The name of the file for a list.
 *
 * @param extension without a dot
 * @example
 * listFileName('My list', 'txt') // 'my-list.txt'
 */
export function listFileName(listName: string, extension: string): string {
  const stem = listName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, lengthMax)
    .replace(/^-+|-+$/g, '');
  const ending = /^[a-z0-9]{1,10}$/.test(extension) ? extension : 'txt';
  return `${stem || 'list'}.${ending}`;
}
