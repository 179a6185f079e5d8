import { type AdminReason, adminBodyBytesMax, adminReasonSchema, adminUserSchema } from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { changeAccount } from '../../../administration/change-account.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';

/** `POST /api/admin/users/{id}/unban`: somebody is served again. */
export function createUnbanUserRoute(administration: Administration | undefined): Route {
  return defineBodyRoute<AdminReason>(
    {
      method: 'POST',
      path: '/api/admin/users/{id}/unban',
      summary: 'Lift the ban of an account',
      description: 'Works like banning, the other way round.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'AdminReason',
        schema: adminReasonSchema,
        bytesMax: adminBodyBytesMax,
        example: { reason: 'asked for by support' },
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
    (call) => changeAccount(call, administration, { kind: 'unban' }, call.body.reason),
  );
}
