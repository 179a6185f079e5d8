import { badRequest, type ClerkError } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import type { Session } from '../sessions/session.ts';
import { signIn } from '../sessions/sign-in.ts';
import { readTicketId } from './make-ticket.ts';

/**
 * Signs in with the token of a sign-in token or an actor token. It works once; an actor token makes a session in another's
 * name.
 *
 * @param clientId the browser that the session is to be in
 * @throws ClerkError 400 for what is no ticket of this instance, or is used, revoked or expired
 */
export function redeemTicket(instance: Instance, token: string, clientId?: string): Session {
  const id = readTicketId(token);
  const ticket = id === undefined ? undefined : instance.tickets.get(id);
  if (ticket === undefined) throw refuse('ticket_invalid_code', 'The ticket is invalid.');
  const { resource, expiresAt, sessionDurationMs } = ticket;
  if (resource.status === 'accepted')
    throw refuse(`${resource.object}_already_used_code`, 'Each token can only be used once.');
  if (resource.status === 'revoked')
    throw refuse(`${resource.object}_revoked_code`, 'This token has been revoked.');
  if (expiresAt <= instance.now()) throw refuse('ticket_expired_code', 'This ticket has expired.');
  const accepted = { ...resource, status: 'accepted' as const, updated_at: instance.now() };
  instance.tickets.set(resource.id, { ...ticket, resource: accepted });
  instance.touch();
  return signIn(instance, {
    userId: resource.user_id,
    actor: resource.object === 'actor_token' ? resource.actor : null,
    lifetimeMs: sessionDurationMs,
    ...(clientId === undefined ? {} : { clientId }),
  });
}

function refuse(code: string, longMessage: string): ClerkError {
  return badRequest(code, 'ticket cannot be used', longMessage);
}
