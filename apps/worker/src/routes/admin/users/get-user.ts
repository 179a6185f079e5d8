import { adminUserSchema } from '@bloqr/contract';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import type { Route } from '../../../http/route.ts';
import { describeUser } from '../../../users/describe-user.ts';
import type { UserStore } from '../../../users/user-store.ts';

/** `GET /api/admin/users/{id}`: one account. */
export function createGetUserRoute(users: UserStore | undefined): Route {
  return {
    method: 'GET',
    path: '/api/admin/users/{id}',
    summary: 'Look at one account',
    credential: 'required',
    authority: 'row-alone',
    tier: 'admin',
    scope: null,
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'The account.',
        mediaType: 'application/json',
        form: { name: 'AdminUser', schema: adminUserSchema },
      },
    ],
    problems: ['user-not-found'],
    handle: (call) => {
      const { id = '' } = call.params;
      return answerFromStore(call, users && (() => users.find(id)), (user) =>
        user === undefined
          ? { code: 'user-not-found', detail: 'No account has this id.' }
          : Response.json(describeUser(user)),
      );
    },
  };
}
