import { Hono } from 'hono';
import { z } from 'zod';
import { ClerkError, missingEntry } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { readInteger } from '../http/paging.ts';
import { readBody } from '../http/read-body.ts';
import { checkClaims } from '../jwt-templates/jwt-template-routes.ts';
import { removeKey, rotateKeys } from '../keys/rotate-keys.ts';
import { endSession } from '../sessions/change-session.ts';
import { signIn } from '../sessions/sign-in.ts';
import { redeemTicket } from '../tickets/redeem-ticket.ts';
import { mintBrowserToken } from '../tokens/browser-token.ts';

const actor = z.looseObject({ sub: z.string().min(1) });
const status = z.enum(['active', 'pending']);
const tokenForm = z.strictObject({
  sessionId: z.string().optional(),
  userId: z.string().optional(),
  origin: z.string().optional(),
  template: z.string().optional(),
  status: status.optional(),
  actor: actor.optional(),
  expiresInSeconds: z.int().min(1).max(315_360_000).optional(),
});
const signInForm = z.strictObject({
  userId: z.string().optional(),
  ticket: z.string().optional(),
  status: status.optional(),
  actor: actor.optional(),
});
const settingsForm = z
  .strictObject({
    sessionTokenClaims: z.record(z.string(), z.unknown()),
    rateLimits: z.enum(['off', 'development', 'production']),
    usersMax: z.int().min(1).nullable(),
    announceSignIns: z.boolean(),
  })
  .partial();

/**
 * `/emulator`: what the dashboard and the browser would do, and what tests want to know. Nothing of it exists at Clerk, so
 * names are written in camel case, unlike Clerk's.
 */
export const emulatorRoutes = new Hono<EmulatorEnv>()
  .get('/settings', (c) => c.json(c.get('instance').settings))
  .patch('/settings', async (c) => {
    const instance = c.get('instance');
    const change = await readBody(c, settingsForm);
    if (change.sessionTokenClaims !== undefined) checkClaims('sessionTokenClaims', change.sessionTokenClaims);
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    instance.settings = { ...instance.settings, ...given };
    instance.touch();
    return c.json(instance.settings);
  })
  .get('/keys', (c) => {
    const { signingKeys, signingKey } = c.get('instance');
    return c.json(
      signingKeys.map(({ kid, createdAt }) => ({ kid, createdAt, isSigning: kid === signingKey.kid })),
    );
  })
  .post('/keys', async (c) => {
    const { kid, createdAt } = await rotateKeys(c.get('instance'));
    return c.json({ kid, createdAt, isSigning: true }, 201);
  })
  .delete('/keys/:kid', (c) => {
    removeKey(c.get('instance'), c.req.param('kid'));
    return c.body(null, 204);
  })
  .post('/sessions', async (c) => {
    const instance = c.get('instance');
    const { ticket, userId, status: wanted = 'active', actor: acting = null } = await readBody(c, signInForm);
    if (ticket !== undefined) return c.json(redeemTicket(instance, ticket), 201);
    if (userId === undefined) throw new ClerkError(422, [missingEntry('userId')]);
    return c.json(signIn(instance, { userId, status: wanted, actor: acting }), 201);
  })
  .post('/sessions/:id/end', (c) => c.json(endSession(c.get('instance'), c.req.param('id'), 'ended')))
  .post('/sessions/:id/remove', (c) => c.json(endSession(c.get('instance'), c.req.param('id'), 'removed')))
  .post('/tokens', async (c) =>
    c.json(await mintBrowserToken(c.get('instance'), await readBody(c, tokenForm)), 201),
  )
  /** The latest e-mails with codes, the newest first. */
  .get('/mail', (c) => c.json(c.get('instance').mails.toReversed()))
  .get('/events', (c) => {
    const after = readInteger(c, 'after') ?? 0;
    return c.json(c.get('instance').events.filter(({ sequence }) => sequence > after));
  });
