import { isDnsName } from '../rule/dns-name.ts';
import { domainToAscii } from '../transformations/domain-to-ascii.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const nonAscii = /[^\x00-\x7f]/;

/** A name as configuration files write it, in lower case and ASCII, without its final dot; undefined for anything else. */
export function readForeignName(text: string): string | undefined {
  const ascii = nonAscii.test(text) ? domainToAscii(text) : text;
  const name = ascii.toLowerCase().replace(/\.$/, '');
  return isDnsName(name) ? name : undefined;
}
