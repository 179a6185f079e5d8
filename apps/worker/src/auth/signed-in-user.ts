import type { User } from '../users/user.ts';
import type { Principal } from './principal.ts';

/**
 * The row of whoever asks.
 *
 * @throws where there is none, which cannot be on a route that takes nobody without a credential and asks for the row
 */
export function signedInUser(principal: Principal): User {
  if (principal.kind === 'anonymous' || principal.user === undefined) {
    throw new Error('the route asks for no row');
  }
  return principal.user;
}
