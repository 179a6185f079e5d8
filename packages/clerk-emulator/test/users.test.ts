import { describe, expect, it } from 'vitest';
import { start, startEmulator } from './start-emulator.ts';

describe('a user', () => {
  it('has every field of the API, with nothing verified that was only reserved', async () => {
    const { call } = await startEmulator();
    const { status, body } = await call('POST /v1/users', {
      email_address: ['Maria@Example.com', 'second@example.com'],
      email_address_identification_status: ['verified', 'reserved'],
      first_name: 'Maria',
      public_metadata: { tier: 'pro' },
      created_at: '2020-01-02T03:04:05Z',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      object: 'user',
      first_name: 'Maria',
      last_name: null,
      public_metadata: { tier: 'pro' },
      private_metadata: {},
      banned: false,
      locked: false,
      lockout_expires_in_seconds: null,
      created_at: Date.UTC(2020, 0, 2, 3, 4, 5),
      updated_at: start,
      last_sign_in_at: null,
      primary_email_address_id: body.email_addresses[0].id,
    });
    expect(body.email_addresses).toMatchObject([
      {
        email_address: 'maria@example.com',
        reserved: false,
        verification: { object: 'verification_admin', status: 'verified', strategy: 'admin' },
      },
      { email_address: 'second@example.com', reserved: true, verification: null },
    ]);
    expect(JSON.stringify(body)).not.toContain('pbkdf2');
  });

  it.each([
    { name: 'no identifier', body: { first_name: 'X' }, code: 'form_data_missing', param: undefined },
    { name: 'an unknown parameter', body: { colour: 'red' }, code: 'form_param_unknown', param: 'colour' },
    {
      name: 'a parameter of the wrong type',
      body: { email_address: 'a@example.com' },
      code: 'form_param_type_invalid',
      param: 'email_address',
    },
    {
      name: 'what is no address',
      body: { email_address: ['nobody'] },
      code: 'form_param_format_invalid',
      param: 'email_address',
    },
    {
      name: 'an address that is taken, in other letters',
      body: { email_address: ['TAKEN@example.com'] },
      code: 'form_identifier_exists',
      param: 'email_address',
    },
    {
      name: 'an address twice',
      body: { email_address: ['a@example.com', 'A@example.com'] },
      code: 'form_param_duplicate',
      param: 'email_address',
    },
    {
      name: 'more statuses than addresses',
      body: {
        email_address: ['a@example.com'],
        email_address_identification_status: ['verified', 'reserved'],
      },
      code: 'form_param_value_invalid',
      param: 'email_address_identification_status',
    },
    {
      name: 'a phone number that is none',
      body: { phone_number: ['12'] },
      code: 'form_param_format_invalid',
      param: 'phone_number',
    },
    {
      name: 'a user name that is too short',
      body: { username: 'abc' },
      code: 'form_username_invalid_length',
      param: 'username',
    },
    {
      name: 'a short password',
      body: { email_address: ['a@example.com'], password: '1234567' },
      code: 'form_password_length_too_short',
      param: 'password',
    },
    {
      name: 'a digest that cannot be checked here',
      body: { email_address: ['a@example.com'], password_digest: '$2b$x', password_hasher: 'bcrypt' },
      code: 'form_password_digest_invalid_code',
      param: 'password_digest',
    },
    {
      name: 'a date without time',
      body: { email_address: ['a@example.com'], created_at: '2020-01-02' },
      code: 'form_param_invalid_time',
      param: 'created_at',
    },
    {
      name: 'metadata that is a list',
      body: { email_address: ['a@example.com'], public_metadata: [] },
      code: 'form_param_type_invalid',
      param: 'public_metadata',
    },
  ])('is not made of $name', async ({ body, code, param }) => {
    const { call, addUser, events } = await startEmulator();
    await addUser('taken@example.com');
    const answer = await call('POST /v1/users', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].code).toBe(code);
    expect(answer.body.errors[0].meta?.param_name).toBe(param);
    expect(events).toHaveLength(1);
  });

  it('is changed with an updated_at that always grows, also within one millisecond', async () => {
    const { call, addUser, events } = await startEmulator();
    const id = await addUser('a@example.com');
    for (const first_name of ['A', 'B', 'C']) await call(`PATCH /v1/users/${id}`, { first_name });
    await call(`POST /v1/users/${id}/lock`);
    expect(events.map(({ data }) => data.updated_at)).toEqual([
      start,
      start + 1,
      start + 2,
      start + 3,
      start + 4,
    ]);
  });

  it('takes no metadata in PATCH since 2026-05-12, and replaces it in older versions', async () => {
    const { call, addUser } = await startEmulator();
    const id = await addUser('a@example.com', { public_metadata: { a: 1 }, private_metadata: { b: 2 } });
    const change = { public_metadata: { c: 3 } };
    const refused = await call(`PATCH /v1/users/${id}`, change, { 'Clerk-API-Version': '2026-05-12' });
    expect([refused.status, refused.body.errors[0].code]).toEqual([422, 'form_param_unknown']);
    const { body } = await call(`PATCH /v1/users/${id}`, change, { 'Clerk-API-Version': '2025-11-10' });
    expect([body.public_metadata, body.private_metadata]).toEqual([{ c: 3 }, { b: 2 }]);
  });

  it('loses the user name by null and by the empty text, and keeps what is not named', async () => {
    const { call, addUser } = await startEmulator();
    for (const username of [null, '']) {
      const id = await addUser(`${username === null}@example.com`, {
        username: 'maria',
        first_name: 'Maria',
      });
      const { body } = await call(`PATCH /v1/users/${id}`, { username });
      expect([body.username, body.first_name]).toEqual([null, 'Maria']);
    }
  });

  it('gets only a verified address of its own as the primary one', async () => {
    const { call, addUser } = await startEmulator();
    const id = await addUser('a@example.com');
    const other = (await call(`GET /v1/users/${await addUser('b@example.com')}`)).body
      .primary_email_address_id;
    const { body: email } = await call('POST /v1/email_addresses', {
      user_id: id,
      email_address: 'unverified@example.com',
    });
    for (const primary_email_address_id of [other, email.id]) {
      expect((await call(`PATCH /v1/users/${id}`, { primary_email_address_id })).status).toBe(422);
    }
    await call(`PATCH /v1/email_addresses/${email.id}`, { verified: true });
    const { body } = await call(`PATCH /v1/users/${id}`, { primary_email_address_id: email.id });
    expect(body.primary_email_address_id).toBe(email.id);
  });

  it('leaves nothing behind when it is deleted', async () => {
    const { call, addUser, events } = await startEmulator();
    const id = await addUser('a@example.com', { external_id: 'ours-1' });
    const { body: session } = await call('POST /v1/sessions', { user_id: id });
    const { status, body } = await call(`DELETE /v1/users/${id}`);
    expect([status, body]).toEqual([200, { id, object: 'user', deleted: true, external_id: 'ours-1' }]);
    expect((await call(`DELETE /v1/users/${id}`)).status).toBe(404);
    expect((await call(`GET /v1/sessions/${session.id}`)).status).toBe(404);
    expect(events.at(-1)).toMatchObject({ type: 'user.deleted', data: body });
    await addUser('a@example.com', { external_id: 'ours-1' });
  });

  it('is unlocked by time', async () => {
    const { call, addUser, clock } = await startEmulator();
    const id = await addUser('a@example.com');
    await call(`POST /v1/users/${id}/lock`);
    clock.now += 3_599_500;
    expect((await call(`GET /v1/users/${id}`)).body).toMatchObject({
      locked: true,
      lockout_expires_in_seconds: 1,
    });
    clock.now += 500;
    expect((await call(`GET /v1/users/${id}`)).body).toMatchObject({
      locked: false,
      lockout_expires_in_seconds: null,
    });
  });

  it('cannot sign in while it is banned or locked', async () => {
    const { call, addUser } = await startEmulator();
    const userId = await addUser('a@example.com');
    for (const [on, off, code] of [
      ['ban', 'unban', 'user_banned'],
      ['lock', 'unlock', 'user_locked'],
    ]) {
      await call(`POST /v1/users/${userId}/${on}`);
      const refused = await call('POST /emulator/tokens', { userId });
      expect([refused.status, refused.body.errors[0].code]).toEqual([403, code]);
      await call(`POST /v1/users/${userId}/${off}`);
      expect((await call('POST /emulator/tokens', { userId })).status).toBe(201);
    }
  });

  it('is not made beyond the number of users that the settings allow', async () => {
    const { call, addUser } = await startEmulator();
    await call('PATCH /emulator/settings', { usersMax: 1 });
    await addUser('a@example.com');
    const { status, body } = await call('POST /v1/users', { email_address: ['b@example.com'] });
    expect([status, body.errors[0].code]).toEqual([403, 'user_quota_exceeded']);
  });
});
