import { getEmptyResult, parseImpl } from 'tldts-core';
import { findPublicSuffix } from './public-suffix.ts';

/** The step after which tldts stops (its FLAG.PUBLIC_SUFFIX, which exists for its own compiler only). */
const stopAtPublicSuffix = 2;

/** A host name as tldts reads it. `publicSuffix` is null for addresses and for what is no host name. */
export interface ParsedHostname {
  readonly hostname: string | null;
  readonly isIp: boolean;
  readonly publicSuffix: string | null;
  readonly isKnownSuffix: boolean;
}

/**
 * Reads a host name the way HostlistCompiler does, through tldts: surrounding URL parts are dropped, letters are
 * lower-cased, labels are checked, addresses recognised by their looks (octets are not bounded).
 */
export function parseHostname(text: string): ParsedHostname {
  let isKnownSuffix = false;
  const parsed = parseImpl(
    text,
    stopAtPublicSuffix,
    (hostname, _options, out) => {
      const found = findPublicSuffix(hostname);
      out.publicSuffix = found.suffix;
      isKnownSuffix = found.isKnown;
    },
    {},
    getEmptyResult(),
  );
  return {
    hostname: parsed.hostname,
    isIp: parsed.isIp === true,
    publicSuffix: parsed.publicSuffix,
    isKnownSuffix,
  };
}
