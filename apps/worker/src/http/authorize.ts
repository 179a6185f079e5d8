import { hasTier } from '@bloqr/contract';
import type { Principal } from '../auth/principal.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { RouteDeclaration } from './route.ts';

/** What the decision needs of a route. */
export type Demand = Pick<RouteDeclaration, 'method' | 'credential' | 'tier' | 'scope'>;

/**
 * Why this principal may not call this route, or undefined where they may. Nothing is read and nothing asked: all that
 * counts stands in the route's declaration and in the principal.
 */
export function findRefusal(principal: Principal, route: Demand): ProblemReport | undefined {
  switch (principal.kind) {
    case 'anonymous':
      return route.credential === 'required'
        ? { code: 'authentication-required', detail: 'Sign in, or send an API key.' }
        : undefined;
    case 'api-key':
      if (route.scope === null && route.credential === 'required') {
        return { code: 'session-required', detail: 'This takes a person who is signed in.' };
      }
      if (route.scope !== null && !principal.scopes.includes(route.scope)) {
        return { code: 'scope-missing', detail: `The key does not have the scope ${route.scope}.` };
      }
      return findTierRefusal(principal, route);
    case 'session':
      return (
        findTierRefusal(principal, route) ?? findImpersonationRefusal(principal.session.impersonator, route)
      );
  }
}

function findTierRefusal({ tier }: Principal, route: Demand): ProblemReport | undefined {
  return hasTier(tier, route.tier)
    ? undefined
    : { code: 'tier-too-low', detail: `This takes the tier ${route.tier}; yours is ${tier}.` };
}

/** Whoever acts as somebody else may look at what is theirs, but neither changes it nor administers anybody. */
function findImpersonationRefusal(
  impersonator: string | undefined,
  route: Demand,
): ProblemReport | undefined {
  const isHarmless = route.credential !== 'required' || (route.method === 'GET' && route.tier !== 'admin');
  return impersonator === undefined || isHarmless
    ? undefined
    : { code: 'session-impersonated', detail: 'Sign in as yourself to do this.' };
}
