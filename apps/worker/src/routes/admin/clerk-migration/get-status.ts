import { clerkMigrationStatusSchema } from '@bloqr/contract';
import type { ClerkMigration } from '../../../clerk-migration/clerk-migration.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import type { Route } from '../../../http/route.ts';

/** `GET /api/admin/clerk-migration`: how many people of Clerk can sign in here by now. */
export function createClerkMigrationStatusRoute(migration: ClerkMigration | undefined): Route {
  return {
    method: 'GET',
    path: '/api/admin/clerk-migration',
    summary: 'How many people of Clerk can sign in here by now',
    credential: 'required',
    authority: 'row-alone',
    tier: 'admin',
    scope: null,
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'Those for whom it can still be taken back, and those who are left.',
        mediaType: 'application/json',
        form: { name: 'ClerkMigrationStatus', schema: clerkMigrationStatusSchema },
      },
    ],
    problems: ['unavailable'],
    handle: (call) =>
      answerFromStore(call, migration && (() => migration.status()), (status) => Response.json(status)),
  };
}
