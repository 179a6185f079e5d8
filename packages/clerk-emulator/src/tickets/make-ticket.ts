import { notFound } from '../http/clerk-error.ts';
import type { Instance } from '../instance/instance.ts';
import type { JsonObject } from '../json/json-object.ts';
import { signJwt } from '../tokens/sign-jwt.ts';
import type { StoredTicket } from './ticket.ts';

/**
 * Keeps a ticket and makes the token that redeems it: a JWT of the instance's key that is no session token, since it has
 * no `sub`. Clerk says nothing of what is in it; clients pass it on unread.
 */
export async function makeTicket(instance: Instance, ticket: StoredTicket) {
  const { resource, expiresAt } = ticket;
  instance.tickets.set(resource.id, ticket);
  instance.touch();
  const header = { alg: 'RS256', kid: instance.signingKey.kid, typ: 'JWT' };
  const claims = {
    eid: resource.id,
    exp: Math.floor(expiresAt / 1000),
    iid: instance.id,
    st: resource.object,
  };
  const token = await signJwt(instance.signingKey, header, claims);
  return { ...resource, token, url: `${instance.issuer}/v1/tickets/accept?ticket=${token}` };
}

/** The ticket with this id. @throws ClerkError 404 */
export function getTicket(
  instance: Instance,
  id: string,
  object: StoredTicket['resource']['object'],
): StoredTicket {
  const ticket = instance.tickets.get(id);
  if (ticket?.resource.object !== object) throw notFound('not found', `No ${object} was found with id ${id}`);
  return ticket;
}

/** What `makeTicket` wrote into a token; undefined for any other text. The id is a secret of its own: nothing is verified. */
export function readTicketId(token: string): string | undefined {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const claims: JsonObject = JSON.parse(atob(payload));
    return typeof claims.eid === 'string' ? claims.eid : undefined;
  } catch {
    return undefined;
  }
}
