import {
  apiKeyLimits,
  type CreateApiKeyRequest,
  createApiKeyRequestSchema,
  createdApiKeySchema,
  listAskedScopes,
} from '@bloqr/contract';
import type { ApiKeys } from '../../api-keys/api-keys.ts';
import { describeIssuedKey, describeKeyLimit } from '../../api-keys/describe-key.ts';
import { signedInUser } from '../../auth/signed-in-user.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../http/route.ts';

/** `POST /api/keys`: makes an API key and tells it, this once. */
export function createCreateKeyRoute(apiKeys: ApiKeys | undefined): Route {
  return defineBodyRoute<CreateApiKeyRequest>(
    {
      method: 'POST',
      path: '/api/keys',
      summary: 'Make an API key',
      description:
        'The answer has the key itself; it is kept nowhere and told never again. What it is good for, and until when, does not change.',
      credential: 'required',
      authority: 'row',
      tier: 'free',
      scope: null,
      limit: 'counted',
      body: {
        name: 'CreateApiKeyRequest',
        schema: createApiKeyRequestSchema,
        bytesMax: apiKeyLimits.bodyBytesMax,
        example: { name: 'nightly build', scopes: ['compile'], expiresInDays: 90 },
      },
      answers: [
        {
          status: 201,
          description: 'The key.',
          mediaType: 'application/json',
          form: { name: 'CreatedApiKey', schema: createdApiKeySchema },
        },
      ],
      problems: ['too-many-keys'],
    },
    (call) => {
      const { id } = signedInUser(call.principal);
      const { name, expiresInDays = null } = call.body;
      const wish = { name, scopes: listAskedScopes(call.body), lifetimeDays: expiresInDays };
      return answerFromStore(call, apiKeys && (() => apiKeys.issue(id, wish)), (outcome) => {
        switch (outcome.kind) {
          case 'created':
            return Response.json(describeIssuedKey(outcome.key, outcome.text), { status: 201 });
          case 'limit-reached':
            return describeKeyLimit('Revoke one that you do not need.');
          case 'owner-gone':
            return { code: 'invalid-session-token', detail: 'The session token is not accepted.' };
        }
      });
    },
  );
}
