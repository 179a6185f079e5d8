import { transformationOrder } from '@bloqr/compiler';
import type { RateQuotas } from '@bloqr/contract';
import {
  type ConfigResponse,
  configResponseSchema,
  type Environment,
  type Tier,
  tierLimits,
} from '@bloqr/contract';
import manifest from '../../package.json' with { type: 'json' };
import { listFormats, listTargets } from '../compilations/list-forms.ts';
import type { Route } from '../http/route.ts';

/** `GET /api/config`: what a page has to know before it asks anything; the same for everybody but for the tier. */
export function createConfigRoute(
  environment: Environment,
  quotas: RateQuotas,
  signIn: ConfigResponse['auth'],
): Route {
  const limitsOf = (tier: Tier) => ({ ...tierLimits[tier], requestsPerMinute: quotas[tier] });
  return {
    method: 'GET',
    path: '/api/config',
    summary: 'What can be asked for, and how much of it',
    credential: 'optional',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'uncounted',
    answers: [
      {
        status: 200,
        description: 'Formats, targets, transformations, limits.',
        mediaType: 'application/json',
        form: { name: 'ConfigResponse', schema: configResponseSchema },
      },
    ],
    problems: [],
    handle: async ({ principal: { tier } }) =>
      Response.json({
        name: 'bloqr-backend',
        version: manifest.version,
        environment,
        formats: listFormats(),
        targets: listTargets(),
        transformations: [...transformationOrder],
        tier,
        limits: limitsOf(tier),
        tierLimits: {
          anonymous: limitsOf('anonymous'),
          free: limitsOf('free'),
          pro: limitsOf('pro'),
          admin: limitsOf('admin'),
        },
        auth: signIn,
      } satisfies ConfigResponse),
  };
}
