import { type AdminReason, adminBodyBytesMax, adminReasonSchema, adminUserSchema } from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { changeAccount } from '../../../administration/change-account.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';

/** `POST /api/admin/users/{id}/ban`: nothing is served to somebody any more. */
export function createBanUserRoute(administration: Administration | undefined): Route {
  return defineBodyRoute<AdminReason>(
    {
      method: 'POST',
      path: '/api/admin/users/{id}/ban',
      summary: 'Ban an account',
      description:
        'Whoever is banned gets 401 from the next request on wherever the row is read, with API keys, too. Clerk ends the sessions and lets the person not sign in again.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'AdminReason',
        schema: adminReasonSchema,
        bytesMax: adminBodyBytesMax,
        example: { reason: 'abuse of the service' },
      },
      answers: [
        {
          status: 200,
          description: 'The account as it is now.',
          mediaType: 'application/json',
          form: { name: 'AdminUser', schema: adminUserSchema },
        },
      ],
      problems: ['user-not-found', 'last-admin', 'clerk-key-missing', 'clerk-refused', 'unavailable'],
    },
    (call) => changeAccount(call, administration, { kind: 'ban' }, call.body.reason),
  );
}
