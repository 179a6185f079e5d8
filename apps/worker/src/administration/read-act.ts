import type { Principal } from '../auth/principal.ts';
import { signedInUser } from '../auth/signed-in-user.ts';
import type { AdminAct } from './audit.ts';

/** Who does what is asked for, why, and with which request: for the audit. */
export function readAct(
  { principal, requestId }: { readonly principal: Principal; readonly requestId: string },
  reason: string,
): AdminAct {
  const { id, subject } = signedInUser(principal);
  const impersonator = principal.kind === 'session' ? (principal.session.impersonator ?? null) : null;
  return { actor: { userId: id, subject: subject.id, impersonator }, reason, requestId };
}
