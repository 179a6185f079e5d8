import { Hono } from 'hono';
import { z } from 'zod';
import { badRequest, ClerkError, notFound } from '../http/clerk-error.ts';
import type { EmulatorContext, EmulatorEnv } from '../http/emulator-env.ts';
import { readBody } from '../http/read-body.ts';
import { endSessions } from '../sessions/change-session.ts';
import { changeUser, getUser } from './change-user.ts';
import { newEmailAddress, newPhoneNumber } from './identifiers.ts';
import { verifyPassword } from './password.ts';
import { describeUser } from './user.ts';

const statusForm = z.enum(['verified', 'reserved', 'unverified']).nullish();
const flag = z.boolean().nullish();

/** What `/v1/users/{id}/…` has about credentials and memberships. There is no second factor and no organization here. */
export const credentialRoutes = new Hono<EmulatorEnv>()
  .post('/:id/verify_password', async (c) => {
    const { passwordDigest } = getUser(c.get('instance'), c.req.param('id'));
    const { password } = await readBody(c, z.strictObject({ password: z.string() }));
    if (passwordDigest === null) {
      const longMessage = 'This user does not have a password set for their account';
      throw badRequest('no_password_set', 'no password set', longMessage);
    }
    if (await verifyPassword(password, passwordDigest)) return c.json({ verified: true });
    const longMessage = 'The provided password is not the one the user has set';
    throw new ClerkError(422, [
      { message: 'incorrect password', long_message: longMessage, code: 'incorrect_password' },
    ]);
  })
  .post('/:id/remove_password', async (c) => {
    const instance = c.get('instance');
    const stored = getUser(instance, c.req.param('id'));
    const body = await readBody(c, z.strictObject({ sign_out_of_other_sessions: flag }));
    // Without a password nothing changes, and nothing is announced.
    if (stored.passwordDigest === null) return c.json(describeUser(stored, instance.now()));
    const user = changeUser(instance, stored.user.id, {
      user: { password_enabled: false, password_last_updated_at: instance.now() },
      passwordDigest: null,
    });
    if (body.sign_out_of_other_sessions === true) endSessions(instance, user.id, 'revoked');
    return c.json(user);
  })
  .post('/:id/password/set_compromised', async (c) => {
    const instance = c.get('instance');
    const body = await readBody(c, z.strictObject({ revoke_all_sessions: flag }));
    const user = changeUser(instance, c.req.param('id'), {});
    if (body.revoke_all_sessions === true) endSessions(instance, user.id, 'revoked');
    return c.json(user);
  })
  .post('/:id/password/unset_compromised', (c) =>
    c.json(changeUser(c.get('instance'), c.req.param('id'), {})),
  )
  .put('/:id/email_address', async (c) => {
    const instance = c.get('instance');
    const { user } = getUser(instance, c.req.param('id'));
    const body = await readBody(
      c,
      z.strictObject({
        email_address: z.string(),
        identification_status: statusForm,
        notify_primary_email_address_changed: flag,
      }),
    );
    const email = newEmailAddress(
      instance,
      body.email_address,
      body.identification_status ?? 'verified',
      user.id,
    );
    changeUser(instance, user.id, { user: { email_addresses: [email], primary_email_address_id: email.id } });
    return c.json(email);
  })
  .put('/:id/phone_number', async (c) => {
    const instance = c.get('instance');
    const { user } = getUser(instance, c.req.param('id'));
    const body = await readBody(
      c,
      z.strictObject({ phone_number: z.string(), identification_status: statusForm }),
    );
    const phone = newPhoneNumber(
      instance,
      body.phone_number,
      body.identification_status ?? 'verified',
      user.id,
    );
    changeUser(instance, user.id, { user: { phone_numbers: [phone], primary_phone_number_id: phone.id } });
    return c.json(phone);
  })
  .delete('/:id/profile_image', (c) => {
    const instance = c.get('instance');
    const stored = getUser(instance, c.req.param('id'));
    if (!stored.user.has_image) throw notFound('Image not found', 'Image not found');
    return c.json(changeUser(instance, stored.user.id, { user: { has_image: false } }));
  })
  .post('/:id/verify_totp', (c) => {
    getUser(c.get('instance'), c.req.param('id'));
    const longMessage = 'This user does not have TOTP enabled in their account';
    throw badRequest('totp_disabled', 'TOTP is disabled', longMessage);
  })
  .delete('/:id/mfa', answerUserId)
  .delete('/:id/totp', answerUserId)
  .delete('/:id/backup_code', answerUserId)
  .get('/:id/organization_memberships', answerEmptyList)
  .get('/:id/organization_invitations', answerEmptyList)
  .get('/:id/oauth_access_tokens/:provider', (c) => {
    getUser(c.get('instance'), c.req.param('id'));
    return c.json(c.req.query('paginated') === 'true' ? { data: [], total_count: 0 } : []);
  });

/** There is no second factor to take away, which is as well as having taken it away. */
function answerUserId(c: EmulatorContext): Response {
  return c.json({ user_id: getUser(c.get('instance'), c.req.param('id') ?? '').user.id });
}

function answerEmptyList(c: EmulatorContext): Response {
  getUser(c.get('instance'), c.req.param('id') ?? '');
  return c.json({ data: [], total_count: 0 });
}
