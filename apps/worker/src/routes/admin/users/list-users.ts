import {
  type AdminUsersQuery,
  type AdminUsersResponse,
  adminUsersQuerySchema,
  adminUsersResponseSchema,
  pageLimitDefault,
} from '@bloqr/contract';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { cursorRefusal } from '../../../http/cursor-refusal.ts';
import { defineQueryRoute, type Route } from '../../../http/route.ts';
import { describeUser } from '../../../users/describe-user.ts';
import type { UserStore } from '../../../users/user-store.ts';

/** `GET /api/admin/users`: the accounts, newest first, a page at a time. */
export function createListUsersRoute(users: UserStore | undefined): Route {
  return defineQueryRoute<AdminUsersQuery>(
    {
      method: 'GET',
      path: '/api/admin/users',
      summary: 'List and search accounts',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      query: { schema: adminUsersQuerySchema },
      answers: [
        {
          status: 200,
          description: 'A page of accounts.',
          mediaType: 'application/json',
          form: { name: 'AdminUsers', schema: adminUsersResponseSchema },
        },
      ],
      problems: [],
    },
    (call) => {
      const { limit = pageLimitDefault, ...rest } = call.query;
      return answerFromStore(call, users && (() => users.list({ ...rest, limit })), (page) => {
        if (page === undefined) return cursorRefusal;
        const { nextCursor } = page;
        return Response.json({
          users: page.users.map(describeUser),
          nextCursor,
        } satisfies AdminUsersResponse);
      });
    },
  );
}
