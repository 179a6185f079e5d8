import { parseHostname } from './hostname.ts';
import type { ValidationMode } from './validation-mode.ts';

const hasAlphanumeric = /[a-z0-9]/i;

/**
 * Whether a validator accepts a host: it is a well-formed name, not an address unless the mode allows those, and not
 * a whole public suffix unless the mode allows known ones or the rule limits itself (`isLimited`).
 */
export function isAcceptableHost(host: string, mode: ValidationMode, isLimited: boolean): boolean {
  const parsed = parseHostname(host);
  if (parsed.hostname === null || !hasAlphanumeric.test(parsed.hostname)) return false;
  if (parsed.isIp) return mode.allowIp;
  if (parsed.hostname !== parsed.publicSuffix || isLimited) return true;
  return mode.allowPublicSuffix && parsed.isKnownSuffix;
}
