import { isRemovedModifier } from '../transformations/remove-modifiers.ts';
import { findCosmeticBody } from './cosmetic-rule.ts';
import { parseNetworkRule, parseOptions } from './network-rule.ts';
import type { RuleFault } from './rule-fault.ts';
import { judgeOptions } from './validity.ts';

/** Where in a line a fault stands, and what can be done about it. */
export interface FaultPlace {
  /** 1-based column in UTF-16 units; 0 where the fault is that of the whole line. */
  readonly column: number;
  readonly fix?: string;
}

/** Looks for the place of a fault that a validator has found in `line`. */
export function locateFault(line: string, fault: RuleFault): FaultPlace {
  switch (fault) {
    case 'cosmetic-rule':
      return { column: findCosmeticBody(line) + 1 };
    case 'unsupported-modifier':
      return locateModifier(line);
    case 'pattern-character':
      return { column: line.search(/[^a-zA-Z0-9\-.*|^@:/]/) + 1 };
    case 'pattern-separator':
      return { column: line.indexOf('^') + 2 };
    case 'address-not-allowed':
      return { column: 0, fix: 'ValidateAllowIp keeps it.' };
    case 'public-suffix':
      return { column: 0, fix: 'ValidateAllowPublicSuffix keeps it, if it is meant.' };
    case 'pattern-too-short':
    case 'address-too-wide':
    case 'host-malformed':
    case 'hosts-rule-without-name':
      return { column: 0 };
  }
}

function locateModifier(line: string): FaultPlace {
  const modifiers = parseOptions(parseNetworkRule(line.trim()).options ?? '');
  const unknown = modifiers.find((modifier) => !judgeOptions([modifier]).areSupported);
  if (unknown === undefined) return { column: 0 };
  const column = line.lastIndexOf(unknown.text) + 1;
  return isRemovedModifier(unknown.name)
    ? { column, fix: `RemoveModifiers takes ${unknown.name} away and keeps the rule.` }
    : { column };
}
