import { type AdminUserDetail, adminUserDetailSchema } from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { userNotFound } from '../../../administration/describe-change.ts';
import type { ApiKeys } from '../../../api-keys/api-keys.ts';
import { describeKey } from '../../../api-keys/describe-key.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import type { Route } from '../../../http/route.ts';
import { describeUser } from '../../../users/describe-user.ts';
import type { UserStore } from '../../../users/user-store.ts';
import { describeDelivery } from '../../../webhooks/clerk/describe-delivery.ts';

const deliveriesShown = 10;

/** What is read of an account. */
export interface GetUserParts {
  readonly users: UserStore | undefined;
  readonly apiKeys: ApiKeys | undefined;
  readonly administration: Administration | undefined;
}

/** `GET /api/admin/users/{id}`: one account, with its keys and what Clerk last said of it. */
export function createGetUserRoute(parts: GetUserParts): Route {
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
        form: { name: 'AdminUserDetail', schema: adminUserDetailSchema },
      },
    ],
    problems: ['user-not-found'],
    handle: (call) => {
      const { id = '' } = call.params;
      return answerFromStore(
        call,
        () => findDetail(parts, id),
        (detail) => (detail === undefined ? userNotFound : Response.json(detail)),
      );
    },
  };
}

async function findDetail(
  { users, apiKeys, administration }: GetUserParts,
  id: string,
): Promise<AdminUserDetail | undefined> {
  if (users === undefined || apiKeys === undefined || administration === undefined) {
    throw new Error('no database is bound');
  }
  const user = await users.find(id);
  if (user === undefined) return undefined;
  const [keys, page, changesUnderWay] = await Promise.all([
    apiKeys.list(id),
    administration.inbox.list({ user: id, limit: deliveriesShown }),
    administration.changes.countPending(id),
  ]);
  const deliveries = page?.messages.map(describeDelivery) ?? [];
  return { ...describeUser(user), keys: keys.map(describeKey), deliveries, changesUnderWay };
}
