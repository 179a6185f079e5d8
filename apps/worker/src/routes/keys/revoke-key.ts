import type { ApiKeys } from '../../api-keys/api-keys.ts';
import { keyNotFound } from '../../api-keys/describe-key.ts';
import { signedInUser } from '../../auth/signed-in-user.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import type { Route } from '../../http/route.ts';

/** `DELETE /api/keys/{id}`: revokes a key. Once this is answered, no request with it begins to be served. */
export function createRevokeKeyRoute(apiKeys: ApiKeys | undefined): Route {
  return {
    method: 'DELETE',
    path: '/api/keys/{id}',
    summary: 'Revoke an API key',
    description: 'It is refused from the next request on. Asked again, the answer is the same.',
    credential: 'required',
    authority: 'row',
    tier: 'free',
    scope: null,
    limit: 'counted',
    answers: [{ status: 204, description: 'The key is revoked.' }],
    problems: ['not-found'],
    handle: (call) => {
      const { id: userId } = signedInUser(call.principal);
      const { id = '' } = call.params;
      return answerFromStore(call, apiKeys && (() => apiKeys.revoke(userId, id)), (isRevoked) =>
        isRevoked ? new Response(null, { status: 204 }) : keyNotFound,
      );
    },
  };
}
