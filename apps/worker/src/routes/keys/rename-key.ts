import {
  apiKeyLimits,
  apiKeySchema,
  type RenameApiKeyRequest,
  renameApiKeyRequestSchema,
} from '@bloqr/contract';
import type { ApiKeys } from '../../api-keys/api-keys.ts';
import { describeKey, keyNotFound } from '../../api-keys/describe-key.ts';
import { signedInUser } from '../../auth/signed-in-user.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../http/route.ts';

/** `PATCH /api/keys/{id}`: gives a key another name. */
export function createRenameKeyRoute(apiKeys: ApiKeys | undefined): Route {
  return defineBodyRoute<RenameApiKeyRequest>(
    {
      method: 'PATCH',
      path: '/api/keys/{id}',
      summary: 'Rename an API key',
      description:
        'Whoever holds a key must not find it good for more one day than it was made for, so only its name changes.',
      credential: 'required',
      authority: 'row',
      tier: 'free',
      scope: null,
      limit: 'counted',
      body: {
        name: 'RenameApiKeyRequest',
        schema: renameApiKeyRequestSchema,
        bytesMax: apiKeyLimits.bodyBytesMax,
        example: { name: 'weekly build' },
      },
      answers: [
        {
          status: 200,
          description: 'The key under its new name.',
          mediaType: 'application/json',
          form: { name: 'ApiKey', schema: apiKeySchema },
        },
      ],
      problems: ['not-found'],
    },
    (call) => {
      const { id: userId } = signedInUser(call.principal);
      const { id = '' } = call.params;
      return answerFromStore(call, apiKeys && (() => apiKeys.rename(userId, id, call.body.name)), (key) =>
        key === undefined ? keyNotFound : Response.json(describeKey(key)),
      );
    },
  );
}
