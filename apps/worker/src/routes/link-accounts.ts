import {
  accountLinkLimits,
  accountSchema,
  type LinkAccountsRequest,
  linkAccountsRequestSchema,
} from '@bloqr/contract';
import { describeLink } from '../account-links/describe-link.ts';
import type { LinkAccounts } from '../account-links/link-accounts.ts';
import { signedInUser } from '../auth/signed-in-user.ts';
import { answerFromStore } from '../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../http/route.ts';

/** Up to two looks at the database, and one at Clerk's keys, which may have to be fetched. */
const timeLimitMs = 15_000;

/**
 * `POST /api/account/link`: makes one of a person's account at Clerk and their account with Better Auth.
 *
 * @param linkAccounts undefined where no database is bound
 */
export function createLinkAccountsRoute(linkAccounts: LinkAccounts | undefined): Route {
  return defineBodyRoute<LinkAccountsRequest>(
    {
      method: 'POST',
      path: '/api/account/link',
      summary: 'Make one of your two accounts',
      description:
        'For somebody who signs in with Clerk and with Better Auth. The request comes with a session of one and has a session token of the other in its body. Both accounts need the same confirmed e-mail address and the same tier. What is Better Auth’s, keys included, becomes part of Clerk’s account; that cannot be undone. Where the two are one already, that is the answer, too.',
      credential: 'required',
      authority: 'row',
      tier: 'free',
      scope: null,
      limit: 'counted',
      body: {
        name: 'LinkAccountsRequest',
        schema: linkAccountsRequestSchema,
        bytesMax: accountLinkLimits.bodyBytesMax,
        example: { token: 'Xh2mPq9sLw4vTz7bNc1dRf6gJk3yAe8u.VGhpcyBpcyBvZiBubyBzZXNzaW9uLCBidXQgYSBmb3I=' },
      },
      answers: [
        {
          status: 200,
          description: 'The one account.',
          mediaType: 'application/json',
          form: { name: 'LinkedAccount', schema: accountSchema },
        },
      ],
      problems: ['fresh-sign-in-required', 'link-refused', 'second-session-refused'],
    },
    (call) => {
      const { principal, body, request, requestId, waitUntil } = call;
      if (principal.kind !== 'session') throw new Error('the route takes people who are signed in');
      const { session } = principal;
      const ownOrigin = new URL(request.url).origin;
      const wish = {
        session,
        user: signedInUser(principal),
        token: body.token,
        ownOrigin,
        requestId,
        waitUntil,
      };
      return answerFromStore(call, linkAccounts && (() => linkAccounts(wish)), describeLink, timeLimitMs);
    },
  );
}
