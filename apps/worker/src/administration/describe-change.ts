import type { ProblemReport } from '../lib/problem-report.ts';
import { describeUser } from '../users/describe-user.ts';
import type { ChangeOutcome } from './user-changes.ts';

const retryAfterSeconds = 5;
/** Clerk counts requests in windows of 10 s: https://clerk.com/docs/guides/how-clerk-works/system-limits */
const clerkRetrySeconds = 10;

/** What is answered to whoever asked for a change. */
export function describeChange(outcome: ChangeOutcome): Response | ProblemReport {
  switch (outcome.kind) {
    case 'changed':
      return Response.json(describeUser(outcome.user));
    case 'user-unknown':
      return userNotFound;
    case 'user-gone':
      return {
        code: 'user-not-found',
        detail:
          'Clerk knows nobody of this id any more; the account goes when Clerk’s message about that comes.',
      };
    case 'last-admin':
      return { code: 'last-admin', detail: 'Nobody else is an administrator. Make somebody one first.' };
    case 'actor-gone':
      return actorGone;
    case 'clerk-key-missing':
      return {
        code: 'clerk-key-missing',
        detail:
          'Clerk keeps this account, and CLERK_SECRET_KEY, with which it could be changed there, is not set.',
      };
    case 'clerk-refused':
      return { code: 'clerk-refused', detail: 'Clerk has refused the change; nothing has changed.' };
    case 'clerk-busy':
      return {
        code: 'unavailable',
        detail: 'Clerk was asked too often; nothing has changed.',
        retryAfterSeconds: clerkRetrySeconds,
      };
    case 'clerk-silent':
      return {
        code: 'unavailable',
        detail: 'Clerk does not say whether the change is made. Ask again, or wait: it is looked after.',
        retryAfterSeconds,
      };
    case 'not-written':
      return {
        code: 'unavailable',
        detail:
          'Clerk has made the change, but it could not be written here. It will be; asking again does no harm.',
        retryAfterSeconds,
      };
    case 'unavailable':
      return {
        code: 'unavailable',
        detail: 'The database does not answer right now; nothing is known to have changed.',
        retryAfterSeconds,
      };
  }
}

/** That whoever asks was an administrator when the request came in, and is none now that it could be carried out. */
export const actorGone: ProblemReport = {
  code: 'tier-too-low',
  detail: 'You are no administrator any more.',
};

/** That there is no such account. */
export const userNotFound: ProblemReport = { code: 'user-not-found', detail: 'No account has this id.' };
