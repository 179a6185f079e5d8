import {
  adminBodyBytesMax,
  adminUserSchema,
  type ChangeUserRequest,
  changeUserRequestSchema,
} from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { changeAccount } from '../../../administration/change-account.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';

/** `PATCH /api/admin/users/{id}`: another tier or role for an account. */
export function createChangeUserRoute(administration: Administration | undefined): Route {
  return defineBodyRoute<ChangeUserRequest>(
    {
      method: 'PATCH',
      path: '/api/admin/users/{id}',
      summary: 'Change the tier or the role of an account',
      description:
        'Goes through Clerk where Clerk keeps the account, so that both say the same. It holds from the next request on wherever the row is read; a token of the person may say the old tier for as long as it lives, five minutes at most, where they compile or validate.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'ChangeUserRequest',
        schema: changeUserRequestSchema,
        bytesMax: adminBodyBytesMax,
        example: { tier: 'pro', reason: 'bought a year' },
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
    (call) => {
      const { reason, ...metadata } = call.body;
      return changeAccount(call, administration, { kind: 'set-metadata', ...metadata }, reason);
    },
  );
}
