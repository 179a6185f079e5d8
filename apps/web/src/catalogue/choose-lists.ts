import { type KnownList, type ListGroup, listGroups } from './list-catalogue.data.ts';

/** Lists of one group that fit what was asked for. */
export interface FoundLists {
  readonly group: ListGroup;
  readonly lists: readonly KnownList[];
}

/** The lists in which every word of the query stands, whatever its case; groups without one are left out. */
export function findLists(catalogue: readonly KnownList[], query: string): readonly FoundLists[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = ({ name, purpose, licence, address }: KnownList): boolean => {
    const text = `${name} ${purpose} ${licence} ${address}`.toLowerCase().replaceAll('’', "'");
    return words.every((word) => text.includes(word));
  };
  return listGroups
    .map((group) => ({ group, lists: catalogue.filter((list) => list.group === group && fits(list)) }))
    .filter(({ lists }) => lists.length > 0);
}

/** The text field with these addresses below what stands in it; those that stand there already are left out. */
export function addAddresses(text: string, addresses: readonly string[]): string {
  const present = new Set(text.split('\n').map((line) => line.trim()));
  const added = addresses.filter((address) => !present.has(address));
  if (added.length === 0) return text;
  const before = text.trim() === '' ? '' : `${text.trimEnd()}\n`;
  return `${before}${added.join('\n')}\n`;
}
