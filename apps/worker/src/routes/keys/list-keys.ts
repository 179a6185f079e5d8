import { type ApiKeysResponse, apiKeysResponseSchema } from '@bloqr/contract';
import type { ApiKeys } from '../../api-keys/api-keys.ts';
import { describeKey } from '../../api-keys/describe-key.ts';
import { signedInUser } from '../../auth/signed-in-user.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import type { Route } from '../../http/route.ts';

/** `GET /api/keys`: the caller's API keys, each without the key itself. */
export function createListKeysRoute(apiKeys: ApiKeys | undefined): Route {
  return {
    method: 'GET',
    path: '/api/keys',
    summary: 'List your API keys',
    credential: 'required',
    authority: 'row',
    tier: 'free',
    scope: null,
    limit: 'counted',
    answers: [
      {
        status: 200,
        description: 'Your keys. The keys themselves are not kept and cannot be told.',
        mediaType: 'application/json',
        form: { name: 'ApiKeys', schema: apiKeysResponseSchema },
      },
    ],
    problems: [],
    handle: (call) => {
      const { id } = signedInUser(call.principal);
      return answerFromStore(call, apiKeys && (() => apiKeys.list(id)), (keys) =>
        Response.json({ keys: keys.map(describeKey) } satisfies ApiKeysResponse),
      );
    },
  };
}
