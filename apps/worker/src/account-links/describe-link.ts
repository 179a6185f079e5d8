import type { ProblemReport } from '../lib/problem-report.ts';
import { describeAccount } from '../users/describe-user.ts';
import type { LinkRefusal } from './account-link-store.ts';
import type { LinkOutcome } from './link-accounts.ts';

/** Both accounts are the caller's own, so that nothing is told that they could not look up. */
const refusals: Readonly<Record<LinkRefusal, string>> = {
  'changed-meanwhile': 'One of the accounts has changed meanwhile. Sign in to both again.',
  'linked-elsewhere': 'One of the accounts is one with another already.',
  'address-unknown':
    'Clerk has not said yet what the address of your account there is. Try again in a minute.',
  'address-unverified': 'Both accounts must have an e-mail address that is confirmed.',
  'address-differs': 'The e-mail addresses of the two accounts must be the same.',
  'tiers-differ': 'The two accounts have different tiers. An administrator can make them the same.',
  'change-pending': 'A change of your account at Clerk is on its way. Try again in a few minutes.',
  'too-many-keys': 'Together, the accounts have more API keys than one may have. Revoke some first.',
};

/** What is answered to whoever wanted their two accounts to be one. */
export function describeLink(outcome: LinkOutcome): Response | ProblemReport {
  switch (outcome.kind) {
    case 'linked':
      return Response.json(describeAccount(outcome.user));
    case 'refused':
      return { code: 'link-refused', detail: refusals[outcome.reason] };
    case 'second-refused':
      return {
        code: 'second-session-refused',
        detail: 'Sign in to your account at the other auth provider, and send the token of that session.',
      };
    case 'not-fresh':
      return {
        code: 'fresh-sign-in-required',
        detail: `The session ${outcome.which === 'first' ? 'of the request' : 'in the body'} is not fresh enough for this.`,
      };
    case 'unavailable':
      return {
        code: 'unavailable',
        detail: 'The second session cannot be judged right now.',
        retryAfterSeconds: outcome.retryAfterSeconds,
      };
  }
}
