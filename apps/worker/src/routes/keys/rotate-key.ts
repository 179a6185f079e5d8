import {
  apiKeyLimits,
  type RotateApiKeyRequest,
  type RotatedApiKey,
  rotateApiKeyRequestSchema,
  rotatedApiKeySchema,
} from '@bloqr/contract';
import type { ApiKeys } from '../../api-keys/api-keys.ts';
import { describeIssuedKey, describeKeyLimit, keyNotFound } from '../../api-keys/describe-key.ts';
import { signedInUser } from '../../auth/signed-in-user.ts';
import { answerFromStore } from '../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../http/route.ts';

/** `POST /api/keys/{id}/rotate`: makes the successor of a key, which goes on working for a while. */
export function createRotateKeyRoute(apiKeys: ApiKeys | undefined): Route {
  return defineBodyRoute<RotateApiKeyRequest>(
    {
      method: 'POST',
      path: '/api/keys/{id}/rotate',
      summary: 'Replace an API key',
      description:
        'The new key has the name, the scopes and the lifetime of the old one, which goes on working for the overlap and counts as one of your keys until then.',
      credential: 'required',
      authority: 'row',
      tier: 'free',
      scope: null,
      limit: 'counted',
      body: {
        name: 'RotateApiKeyRequest',
        schema: rotateApiKeyRequestSchema,
        bytesMax: apiKeyLimits.bodyBytesMax,
        example: { overlapSeconds: 3600 },
      },
      answers: [
        {
          status: 201,
          description: 'The new key, and the end of the old one.',
          mediaType: 'application/json',
          form: { name: 'RotatedApiKey', schema: rotatedApiKeySchema },
        },
      ],
      problems: ['not-found', 'too-many-keys'],
    },
    (call) => {
      const { id: userId } = signedInUser(call.principal);
      const { id = '' } = call.params;
      const { overlapSeconds = apiKeyLimits.overlapSecondsDefault } = call.body;
      return answerFromStore(
        call,
        apiKeys && (() => apiKeys.rotate(userId, id, overlapSeconds)),
        (outcome) => {
          switch (outcome.kind) {
            case 'rotated': {
              const issued = describeIssuedKey(outcome.key, outcome.text);
              const replaces = { id, expiresAt: outcome.oldExpiresAt };
              return Response.json({ ...issued, replaces } satisfies RotatedApiKey, { status: 201 });
            }
            case 'limit-reached':
              return describeKeyLimit(
                'While the old key works, both count: revoke one that you do not need, or rotate with overlapSeconds 0.',
              );
            case 'not-found':
              return keyNotFound;
          }
        },
      );
    },
  );
}
