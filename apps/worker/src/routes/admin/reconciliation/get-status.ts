import { reconciliationStatusSchema } from '@bloqr/contract';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import type { Route } from '../../../http/route.ts';
import type { Reconciliation } from '../../../reconciliation/reconciliation.ts';

/** `GET /api/admin/reconciliation`: how far the accounts are from Clerk's. */
export function createReconciliationStatusRoute(reconciliation: Reconciliation | undefined): Route {
  return {
    method: 'GET',
    path: '/api/admin/reconciliation',
    summary: 'How far the accounts are from Clerk’s',
    credential: 'required',
    authority: 'row-alone',
    tier: 'admin',
    scope: null,
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'What the last comparisons found, and when the last event came.',
        mediaType: 'application/json',
        form: { name: 'ReconciliationStatus', schema: reconciliationStatusSchema },
      },
    ],
    problems: [],
    handle: (call) =>
      answerFromStore(call, reconciliation && (() => reconciliation.status()), (status) =>
        Response.json(status),
      ),
  };
}
