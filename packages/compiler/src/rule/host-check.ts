import { parseHostname } from './hostname.ts';
import type { RuleFault } from './rule-fault.ts';
import type { ValidationMode } from './validation-mode.ts';

const hasAlphanumeric = /[a-z0-9]/i;

/**
 * What a validator has against a host, undefined where it accepts it: a well-formed name, not an address unless the mode
 * allows those, and not a whole public suffix unless the mode allows known ones or the rule limits itself (`isLimited`).
 */
export function findHostFault(host: string, mode: ValidationMode, isLimited: boolean): RuleFault | undefined {
  const parsed = parseHostname(host);
  if (parsed.hostname === null || !hasAlphanumeric.test(parsed.hostname)) return 'host-malformed';
  if (parsed.isIp) return mode.allowIp ? undefined : 'address-not-allowed';
  if (parsed.hostname !== parsed.publicSuffix || isLimited) return undefined;
  return mode.allowPublicSuffix && parsed.isKnownSuffix ? undefined : 'public-suffix';
}
