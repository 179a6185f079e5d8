import { Hono } from 'hono';
import { z } from 'zod';
import { apiVersionWithoutMetadata } from '../http/api-version.ts';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import { readPage } from '../http/paging.ts';
import { readBody } from '../http/read-body.ts';
import { banUser, changeUser, deleteUser, getUser } from './change-user.ts';
import { createUser, createUserForm } from './create-user.ts';
import { findUsers } from './find-users.ts';
import { mergeMetadata, replaceMetadata } from './metadata.ts';
import { pageUsers } from './order-users.ts';
import { updateUser, updateUserForm, updateUserFormBefore2026 } from './update-user.ts';
import { describeUser } from './user.ts';

/** Clerk's default: an hour. */
const lockoutMs = 3600 * 1000;
const manyForm = z.object({ user_ids: z.array(z.string()).min(1).max(50) });
/** The fields are checked where they are merged. */
const metadataForm = z.record(z.string(), z.unknown());

/** `/v1/users`. Source: https://clerk.com/docs/reference/backend-api/tag/users */
export const userRoutes = new Hono<EmulatorEnv>()
  .get('/', (c) => {
    const page = readPage(c);
    return c.json(pageUsers(c, findUsers(c, c.get('instance')), page));
  })
  .get('/count', (c) =>
    c.json({ object: 'total_count', total_count: findUsers(c, c.get('instance')).length }),
  )
  .post('/', async (c) => c.json(await createUser(c.get('instance'), await readBody(c, createUserForm))))
  .post('/ban', async (c) => {
    const { user_ids } = await readBody(c, manyForm);
    for (const id of user_ids) getUser(c.get('instance'), id);
    return c.json(user_ids.map((id) => banUser(c.get('instance'), id)));
  })
  .post('/unban', async (c) => {
    const { user_ids } = await readBody(c, manyForm);
    for (const id of user_ids) getUser(c.get('instance'), id);
    return c.json(user_ids.map((id) => changeUser(c.get('instance'), id, { user: { banned: false } })));
  })
  .get('/:id', (c) => {
    const instance = c.get('instance');
    return c.json(describeUser(getUser(instance, c.req.param('id')), instance.now()));
  })
  .patch('/:id', async (c) => {
    const instance = c.get('instance');
    const id = c.req.param('id');
    const { user } = getUser(instance, id);
    if (c.get('apiVersion') >= apiVersionWithoutMetadata) {
      return c.json(await updateUser(instance, id, await readBody(c, updateUserForm), {}));
    }
    const { public_metadata, private_metadata, unsafe_metadata, ...body } = await readBody(
      c,
      updateUserFormBefore2026,
    );
    const given = Object.entries({ public_metadata, private_metadata, unsafe_metadata });
    const replacement = Object.fromEntries(given.filter(([, value]) => value !== undefined));
    const { public_metadata: open, private_metadata: closed, unsafe_metadata: own } = user;
    const old = { public_metadata: open, private_metadata: closed, unsafe_metadata: own };
    return c.json(await updateUser(instance, id, body, replaceMetadata(old, replacement)));
  })
  .delete('/:id', (c) => c.json(deleteUser(c.get('instance'), c.req.param('id'))))
  .on(['PATCH', 'PUT'], '/:id/metadata', async (c) => {
    const instance = c.get('instance');
    const id = c.req.param('id');
    getUser(instance, id);
    const body = await readBody(c, metadataForm);
    const { public_metadata, private_metadata, unsafe_metadata } = getUser(instance, id).user;
    const change = c.req.method === 'PUT' ? replaceMetadata : mergeMetadata;
    return c.json(
      changeUser(instance, id, {
        user: change({ public_metadata, private_metadata, unsafe_metadata }, body),
      }),
    );
  })
  .post('/:id/ban', (c) => c.json(banUser(c.get('instance'), c.req.param('id'))))
  .post('/:id/unban', (c) =>
    c.json(changeUser(c.get('instance'), c.req.param('id'), { user: { banned: false } })),
  )
  .post('/:id/lock', (c) => {
    const instance = c.get('instance');
    return c.json(changeUser(instance, c.req.param('id'), { lockoutExpiresAt: instance.now() + lockoutMs }));
  })
  .post('/:id/unlock', (c) =>
    c.json(changeUser(c.get('instance'), c.req.param('id'), { lockoutExpiresAt: null })),
  );
