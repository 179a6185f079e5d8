import {
  type ClerkMigrationRequest,
  type ClerkMigrationStep,
  clerkMigrationLimits,
  clerkMigrationRequestSchema,
  clerkMigrationStepSchema,
} from '@bloqr/contract';
import { actorGone } from '../../../administration/describe-change.ts';
import { isAdministrator } from '../../../administration/is-administrator.ts';
import { readAct } from '../../../administration/read-act.ts';
import { signedInUser } from '../../../auth/signed-in-user.ts';
import type { ClerkMigration, MigrationOutcome } from '../../../clerk-migration/clerk-migration.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';
import type { ProblemReport } from '../../../lib/problem-report.ts';
import type { UserStore } from '../../../users/user-store.ts';

/** What the audit has; the command asks for none. */
const reason = 'people of Clerk move to Better Auth';
/** Requests to Clerk have limits of their own that are below this. */
const timeLimitMs = 60_000;

/** What a step takes. */
export interface ClerkMigrationStepParts {
  readonly migration: ClerkMigration | undefined;
  readonly users: Pick<UserStore, 'find'> | undefined;
}

/** `POST /api/admin/clerk-migration`: makes one step of having people of Clerk sign in with Better Auth, or of taking that back. */
export function createClerkMigrationStepRoute({ migration, users }: ClerkMigrationStepParts): Route {
  return defineBodyRoute<ClerkMigrationRequest>(
    {
      method: 'POST',
      path: '/api/admin/clerk-migration',
      summary: 'Have people of Clerk sign in with Better Auth',
      description:
        'One bounded step: a page of Clerk’s users (`migrate`), passwords of the dashboard’s export (`take-passwords`), or people for whom it is taken back (`undo`) or becomes final (`finish`). Send `next` from the answer as `after` again until it is null. A step that is made twice does no harm. A step that changes something is entered in the audit.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'ClerkMigrationRequest',
        schema: clerkMigrationRequestSchema,
        bytesMax: clerkMigrationLimits.bodyBytesMax,
        example: { action: 'migrate', dryRun: true },
      },
      answers: [
        {
          status: 200,
          description: 'What became of each person of the step.',
          mediaType: 'application/json',
          form: { name: 'ClerkMigrationStep', schema: clerkMigrationStepSchema },
        },
      ],
      problems: ['clerk-key-missing', 'better-auth-off', 'unavailable'],
    },
    (call) => {
      const { id } = signedInUser(call.principal);
      return answerFromStore(
        call,
        migration &&
          users &&
          (async () =>
            (await isAdministrator(users, id))
              ? migration.take(call.body, readAct(call, reason))
              : { kind: 'actor-gone' as const }),
        describeOutcome,
        timeLimitMs,
      );
    },
  );
}

function describeOutcome(
  outcome: MigrationOutcome | { readonly kind: 'actor-gone' },
): Response | ProblemReport {
  switch (outcome.kind) {
    case 'actor-gone':
      return actorGone;
    case 'not-configured':
      return {
        code: 'clerk-key-missing',
        detail: 'CLERK_SECRET_KEY is not set; without it nobody can be asked for.',
      };
    case 'provider-off':
      return {
        code: 'better-auth-off',
        detail: 'AUTH_PROVIDERS does not name better-auth, or BETTER_AUTH_SECRET is missing.',
      };
    case 'stepped':
      return Response.json(outcome.step satisfies ClerkMigrationStep);
  }
}
