import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest } from '../http/clerk-error.ts';
import type { EmulatorContext, EmulatorEnv } from '../http/emulator-env.ts';
import { readBody } from '../http/read-body.ts';
import { randomLetters } from '../ids/make-id.ts';
import type { Instance } from '../instance/instance.ts';
import { getUser } from '../users/change-user.ts';
import { getTicket, makeTicket } from './make-ticket.ts';
import type { StoredTicket } from './ticket.ts';

const signInForm = z.object({
  user_id: z.string(),
  org_id: z.string().nullish(),
  expires_in_seconds: z.int().min(1).nullish(),
});
const actorForm = z.strictObject({
  user_id: z.string(),
  actor: z.looseObject({ sub: z.string().min(1) }),
  expires_in_seconds: z.int().min(1).nullish(),
  session_max_duration_in_seconds: z.int().min(1).nullish(),
});
const testingTokenSeconds = 3600;

/** `/v1/sign_in_tokens`. Source: https://clerk.com/docs/reference/backend-api/tag/sign-in-tokens */
export const signInTokenRoutes = new Hono<EmulatorEnv>()
  .post('/', async (c) => {
    const instance = c.get('instance');
    const { user_id, expires_in_seconds } = await readBody(c, signInForm);
    const fields = beginTicket(instance, user_id, 'sit');
    const expiresAt = instance.now() + (expires_in_seconds ?? 30 * 24 * 3600) * 1000;
    return c.json(
      await makeTicket(instance, {
        resource: { object: 'sign_in_token', ...fields },
        expiresAt,
        sessionDurationMs: null,
      }),
    );
  })
  .post('/:id/revoke', (c) => revokeTicket(c, 'sign_in_token', 'Sign in token'));

/** `/v1/actor_tokens`. Source: https://clerk.com/docs/reference/backend-api/tag/actor-tokens */
export const actorTokenRoutes = new Hono<EmulatorEnv>()
  .post('/', async (c) => {
    const instance = c.get('instance');
    const body = await readBody(c, actorForm);
    const fields = beginTicket(instance, body.user_id, 'act');
    return c.json(
      await makeTicket(instance, {
        resource: { object: 'actor_token', ...fields, actor: body.actor },
        expiresAt: instance.now() + (body.expires_in_seconds ?? 3600) * 1000,
        sessionDurationMs: (body.session_max_duration_in_seconds ?? 1800) * 1000,
      }),
    );
  })
  .post('/:id/revoke', (c) => revokeTicket(c, 'actor_token', 'Actor token'));

/** `/v1/testing_tokens`. Source: https://clerk.com/docs/reference/backend-api/tag/testing-tokens */
export const testingTokenRoutes = new Hono<EmulatorEnv>().post('/', (c) => {
  const instance = c.get('instance');
  const now = Math.floor(instance.now() / 1000);
  const token = `${now}-c_${randomLetters(27, instance.randomBytes)}`;
  return c.json({ object: 'testing_token', token, expires_at: now + testingTokenSeconds });
});

function beginTicket(instance: Instance, userId: string, prefix: string) {
  const { user } = getUser(instance, userId);
  const now = instance.now();
  const id = instance.newId(prefix);
  return { id, user_id: user.id, status: 'pending' as const, created_at: now, updated_at: now };
}

function revokeTicket(
  c: EmulatorContext,
  object: StoredTicket['resource']['object'],
  title: string,
): Response {
  const instance = c.get('instance');
  const ticket = getTicket(instance, c.req.param('id') ?? '', object);
  const { status } = ticket.resource;
  if (status !== 'pending') {
    throw badRequest(
      `${object}_cannot_be_revoked_code`,
      'cannot revoke',
      `${title} cannot be revoked because its status is ${status}. Only pending tokens can be revoked.`,
    );
  }
  const resource = { ...ticket.resource, status: 'revoked' as const, updated_at: instance.now() };
  instance.tickets.set(resource.id, { ...ticket, resource });
  instance.touch();
  return c.json(resource);
}
