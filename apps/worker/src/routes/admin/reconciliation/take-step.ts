import {
  type ReconciliationRequest,
  type ReconciliationStep,
  reconciliationRequestSchema,
  reconciliationStepSchema,
} from '@bloqr/contract';
import { actorGone } from '../../../administration/describe-change.ts';
import { isAdministrator } from '../../../administration/is-administrator.ts';
import { readAct } from '../../../administration/read-act.ts';
import { signedInUser } from '../../../auth/signed-in-user.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';
import type { ProblemReport } from '../../../lib/problem-report.ts';
import type { Reconciliation, StepOutcome } from '../../../reconciliation/reconciliation.ts';
import { describeSweep } from '../../../reconciliation/sweep.ts';
import type { UserStore } from '../../../users/user-store.ts';

const bodyBytesMax = 4096;

/** A full page of people who are all missing here. Below the 1,000 statements that D1 takes of an invocation. */
const writesMax = 500;
/** Requests to Clerk have limits of their own that are below this. */
const timeLimitMs = 60_000;

/** What the audit has where nobody says why. */
const reasonDefault = 'the accounts were compared with those of Clerk';

/** What a step takes. */
export interface ReconciliationStepParts {
  readonly reconciliation: Reconciliation | undefined;
  readonly users: Pick<UserStore, 'find'> | undefined;
}

/**
 * `POST /api/admin/reconciliation`: makes one step of a comparison with Clerk. Whoever wants all of it asks again, with the
 * id of the sweep, until it is finished.
 */
export function createReconciliationStepRoute({ reconciliation, users }: ReconciliationStepParts): Route {
  return defineBodyRoute<ReconciliationRequest>(
    {
      method: 'POST',
      path: '/api/admin/reconciliation',
      summary: 'Go on comparing the accounts with Clerk’s',
      description:
        'One bounded step of a full sweep: a page of Clerk’s users, or of rows. Send `sweep` from the answer again until its stage is `finished`, and wait `retryAfterSeconds` in between. A step that is made twice does no harm. Beginning a sweep that is no dry run, and letting it remove another number of rows, is entered in the audit with `reason`.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'ReconciliationRequest',
        schema: reconciliationRequestSchema,
        bytesMax: bodyBytesMax,
        example: { dryRun: true },
      },
      answers: [
        {
          status: 200,
          description: 'How far the sweep has come.',
          mediaType: 'application/json',
          form: { name: 'ReconciliationStep', schema: reconciliationStepSchema },
        },
      ],
      problems: ['clerk-key-missing', 'not-found', 'unavailable'],
    },
    (call) => {
      const { dryRun = false, sweep: sweepId, removalsMax, reason = reasonDefault } = call.body;
      const act = readAct(call, reason);
      const wish = { kind: 'full', isDryRun: dryRun, sweepId, removalsMax, act, writesMax } as const;
      return answerFromStore(
        call,
        reconciliation &&
          users &&
          (async () =>
            (await isAdministrator(users, signedInUser(call.principal).id))
              ? reconciliation.advance(wish)
              : { kind: 'actor-gone' as const }),
        describeOutcome,
        timeLimitMs,
      );
    },
  );
}

function describeOutcome(outcome: StepOutcome | { readonly kind: 'actor-gone' }): Response | ProblemReport {
  switch (outcome.kind) {
    case 'actor-gone':
      return actorGone;
    case 'not-configured':
      return {
        code: 'clerk-key-missing',
        detail: 'CLERK_SECRET_KEY is not set; without it nobody can be asked for.',
      };
    case 'unknown-sweep':
      return { code: 'not-found', detail: 'There is no such sweep.' };
    case 'advanced': {
      const { sweep, retryAfterSeconds } = outcome;
      return Response.json({
        sweep: describeSweep(sweep),
        retryAfterSeconds,
      } satisfies ReconciliationStep);
    }
  }
}
