import type { PageProblem } from '../compilation/compile-events.ts';

/** Why there is no answer. */
export type Failure =
  /** The service said so. */
  | {
      readonly kind: 'problem';
      readonly problem: PageProblem;
      /** Milliseconds of the page's clock from which trying again makes sense, where the service said so. */
      readonly retryAtMs: number | undefined;
    }
  /** The service could not be reached. */
  | { readonly kind: 'unreachable' }
  /** The service, or the way to it, went quiet. */
  | { readonly kind: 'silent'; readonly seconds: number }
  /** The answer ended before its end, or was of another form. */
  | { readonly kind: 'cut-off' }
  /** This browser could not carry it out. */
  | { readonly kind: 'broken' };

/** A failure in words. */
export interface FailureText {
  readonly title: string;
  readonly detail: string;
}

/** What was wanted: a list, or what a form was to do, where what somebody typed stays; or only something to show. */
export type FailureOccasion = 'compile' | 'form' | 'page';

export function describeFailure(failure: Failure, occasion: FailureOccasion = 'page'): FailureText {
  switch (failure.kind) {
    case 'problem':
      if (isSessionOver(failure)) return describeSessionEnd(occasion);
      return { title: failure.problem.title, detail: failure.problem.detail };
    case 'unreachable':
      return {
        title: 'The service could not be reached',
        detail: `Your connection may be down, or the service is. ${occasion === 'page' ? 'Try again.' : 'What you typed is still here; try again.'}`,
      };
    case 'silent':
      return {
        title: 'The service went quiet',
        detail: `Nothing came for ${failure.seconds} seconds, so the page stopped waiting. Try again.`,
      };
    case 'cut-off':
      return {
        title: 'The answer broke off',
        detail:
          occasion === 'compile'
            ? 'The connection ended before the list was complete, so nothing of it is shown. Try again.'
            : 'The connection ended too early, or the answer was not what this page knows. Try again.',
      };
    case 'broken':
      return {
        title: 'This browser could not do it',
        detail:
          'The part of the page that compiles could not be loaded, or ran out of memory. Try again, or let the service compile.',
      };
  }
}

/**
 * Whether the service did not take the credential that the page sent. Pages send no keys, so it is the session; what is wrong
 * with a token is no matter of whoever was signed in.
 */
export function isSessionOver(failure: Failure): boolean {
  return failure.kind === 'problem' && failure.problem.code === 'invalid-session-token';
}

function describeSessionEnd(occasion: FailureOccasion): FailureText {
  const further = {
    compile: 'What you typed is still here: sign in again, or try again without an account.',
    form: 'Sign in again; nothing was changed.',
    page: 'Sign in again.',
  };
  return { title: 'You are not signed in any more', detail: `Your session has ended. ${further[occasion]}` };
}

/**
 * When a `Retry-After` (RFC 9110, section 10.2.3) lets one try again, in milliseconds of the clock that `nowMs` is of.
 *
 * @param value seconds, or a date
 */
export function readRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\d{1,7}$/.test(value)) return nowMs + Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(date, nowMs);
}
