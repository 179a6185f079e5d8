import { type AdminReason, adminBodyBytesMax, adminReasonSchema } from '@bloqr/contract';
import type { Administration } from '../../../administration/administration.ts';
import { actorGone } from '../../../administration/describe-change.ts';
import { readAct } from '../../../administration/read-act.ts';
import { answerFromStore } from '../../../http/answer-from-store.ts';
import { defineBodyRoute, type Route } from '../../../http/route.ts';

/** `DELETE /api/admin/users/{id}/keys/{keyId}`: revokes somebody’s key. */
export function createRevokeUserKeyRoute(administration: Administration | undefined): Route {
  return defineBodyRoute<AdminReason>(
    {
      method: 'DELETE',
      path: '/api/admin/users/{id}/keys/{keyId}',
      summary: 'Revoke somebody’s API key',
      description:
        'It is refused from the next request on. Asked again, the answer is the same, and nothing more is entered in the audit. The reason comes in the body: addresses stand in logs.',
      credential: 'required',
      authority: 'row-alone',
      tier: 'admin',
      scope: null,
      limit: 'counted',
      body: {
        name: 'AdminReason',
        schema: adminReasonSchema,
        bytesMax: adminBodyBytesMax,
        example: { reason: 'found in a public repository' },
      },
      answers: [{ status: 204, description: 'The key is revoked.' }],
      problems: ['not-found'],
    },
    (call) => {
      const { id = '', keyId = '' } = call.params;
      const act = readAct(call, call.body.reason);
      return answerFromStore(
        call,
        administration && (() => administration.changes.revokeKey(id, keyId, act)),
        (revocation) => {
          switch (revocation) {
            case 'revoked':
              return new Response(null, { status: 204 });
            case 'key-unknown':
              return { code: 'not-found', detail: 'This account has no such API key.' };
            case 'actor-gone':
              return actorGone;
          }
        },
      );
    },
  );
}
