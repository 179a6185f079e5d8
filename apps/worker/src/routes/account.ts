import type { RateQuotas } from '@bloqr/contract';
import { type AccountResponse, accountResponseSchema, tierLimits } from '@bloqr/contract';
import { signedInUser } from '../auth/signed-in-user.ts';
import type { Route } from '../http/route.ts';
import { describeAccount } from '../users/describe-user.ts';

/** `GET /api/account`: who the caller is here, and what that lets them use. */
export function createAccountRoute(quotas: RateQuotas): Route {
  return {
    method: 'GET',
    path: '/api/account',
    summary: 'Your account and its limits',
    credential: 'required',
    authority: 'row',
    tier: 'free',
    scope: 'account',
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'Your account.',
        mediaType: 'application/json',
        form: { name: 'Account', schema: accountResponseSchema },
      },
    ],
    problems: [],
    handle: async ({ principal }) => {
      const user = signedInUser(principal);
      // The tier that counts for this request: the token's, where that is newer than the row.
      const tier = principal.tier === 'anonymous' ? user.tier : principal.tier;
      const limits = { ...tierLimits[tier], requestsPerMinute: quotas[tier] };
      return Response.json({ ...describeAccount(user), tier, limits } satisfies AccountResponse);
    },
  };
}
