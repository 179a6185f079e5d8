import { Hono } from 'hono';
import { z } from 'zod';
import { notFound } from '../http/clerk-error.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { readBody } from '../http/read-body.ts';
import type { Instance } from '../instance/instance.ts';
import { changeUser, getUser } from './change-user.ts';
import { newEmailAddress, verifiedByAdmin } from './identifiers.ts';
import type { EmailAddress, User } from './user.ts';

const flag = z.boolean().nullish();
const createForm = z.object({
  user_id: z.string(),
  email_address: z.string(),
  verified: flag,
  primary: flag,
  notify_primary_email_address_changed: flag,
});
const updateForm = createForm.partial();

/** `/v1/email_addresses`. Source: https://clerk.com/docs/reference/backend-api/tag/email-addresses */
export const emailAddressRoutes = new Hono<EmulatorEnv>()
  .post('/', async (c) => {
    const instance = c.get('instance');
    const body = await readBody(c, createForm);
    const { user } = getUser(instance, body.user_id);
    const email = newEmailAddress(
      instance,
      body.email_address,
      body.verified === true ? 'verified' : 'unverified',
    );
    const isPrimary = body.primary === true || user.email_addresses.length === 0;
    changeUser(instance, user.id, {
      user: {
        email_addresses: [...user.email_addresses, email],
        ...(isPrimary ? { primary_email_address_id: email.id } : {}),
      },
    });
    return c.json(email);
  })
  .get('/:id', (c) => c.json(findOwned(c.get('instance'), c.req.param('id')).email))
  .patch('/:id', async (c) => {
    const instance = c.get('instance');
    const { user, email } = findOwned(instance, c.req.param('id'));
    const { verified, primary } = await readBody(c, updateForm);
    const changed: EmailAddress = {
      ...email,
      ...(verified === true ? { verification: verifiedByAdmin, reserved: false } : {}),
      ...(verified === false ? { verification: null } : {}),
      updated_at: Math.max(instance.now(), email.updated_at + 1),
    };
    changeUser(instance, user.id, {
      user: {
        email_addresses: user.email_addresses.map((other) => (other.id === email.id ? changed : other)),
        ...(primary === true ? { primary_email_address_id: email.id } : {}),
      },
    });
    return c.json(changed);
  })
  .delete('/:id', (c) => {
    const instance = c.get('instance');
    const { user, email } = findOwned(instance, c.req.param('id'));
    const left = user.email_addresses.filter(({ id }) => id !== email.id);
    const isPrimary = user.primary_email_address_id === email.id;
    changeUser(instance, user.id, {
      user: {
        email_addresses: left,
        ...(isPrimary ? { primary_email_address_id: left[0]?.id ?? null } : {}),
      },
    });
    return c.json({ object: 'email_address', id: email.id, deleted: true });
  });

function findOwned(instance: Instance, id: string): { user: User; email: EmailAddress } {
  for (const { user } of instance.users.values()) {
    const email = user.email_addresses.find((candidate) => candidate.id === id);
    if (email !== undefined) return { user, email };
  }
  throw notFound('Resource not found', 'Resource not found');
}
