import { validateText } from '@bloqr/compiler';
import {
  compileLimits,
  type ValidateRequest,
  type ValidateResponse,
  validateRequestSchema,
  validateResponseSchema,
} from '@bloqr/contract';
import { findTextExcess } from '../compilations/tier-allowance.ts';
import { defineBodyRoute, type Route } from '../http/route.ts';

/** `POST /api/validate`: what is wrong with each line of a text. Nothing is fetched and nothing kept. */
export function createValidateRoute(): Route {
  return defineBodyRoute<ValidateRequest>(
    {
      method: 'POST',
      path: '/api/validate',
      summary: 'Say what is wrong with each line of a list',
      description:
        'The text may also be sent by itself, as `text/plain`. Includes are not followed; both branches of an `!#if` are looked at.',
      credential: 'optional',
      authority: 'claim',
      tier: 'anonymous',
      scope: 'compile',
      limit: 'counted',
      body: {
        name: 'ValidateRequest',
        schema: validateRequestSchema,
        bytesMax: compileLimits.bodyBytesMax,
        example: { text: '||example.org^\n||example.org^$nonsense\n' },
        isTextTaken: true,
      },
      answers: [
        {
          status: 200,
          description: 'What there is to say, also where nothing is wrong.',
          mediaType: 'application/json',
          form: { name: 'ValidateResponse', schema: validateResponseSchema },
        },
      ],
      problems: ['tier-limit-exceeded'],
    },
    async ({ principal: { tier }, body: { text, target } }) => {
      const report = findTextExcess(text, tier);
      if (report !== undefined) return report;
      const { counts, diagnostics, ...rest } = validateText(text, target === undefined ? {} : { target });
      const { foreign, directive, ...kinds } = counts;
      return Response.json({
        ...rest,
        counts: { ...kinds, other: foreign + directive },
        diagnostics: [...diagnostics],
      } satisfies ValidateResponse);
    },
  );
}
