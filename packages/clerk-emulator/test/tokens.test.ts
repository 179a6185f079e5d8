import { createLocalJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { readToken, start, startEmulator } from './start-emulator.ts';

const seconds = start / 1000;
const guideTemplate = { name: 'bloqr-backend', claims: { metadata: '{{user.public_metadata}}' } };

describe('a session token', () => {
  it('of a page is one of version 2, byte for byte in its names', async () => {
    const { emulator, addUser } = await startEmulator();
    const userId = await addUser('a@example.com');
    const origin = 'http://localhost:4200';
    const { jwt, sessionId } = await emulator.mintToken({ userId, origin });
    const { header, claims } = readToken(jwt);
    const { instanceId, issuer } = await emulator.connect();
    expect(header).toEqual({
      alg: 'RS256',
      cat: 'cl_B7d4PD111AAA',
      kid: instanceId,
      oiat: seconds,
      typ: 'JWT',
    });
    expect(claims).toEqual({
      azp: origin,
      exp: seconds + 60,
      fva: [0, -1],
      iat: seconds,
      iss: issuer,
      jti: expect.stringMatching(/^[0-9a-f]{20}$/),
      nbf: seconds - 10,
      sid: sessionId,
      sts: 'active',
      sub: userId,
      v: 2,
    });
    expect(Object.keys(claims)).toEqual(Object.keys(claims).toSorted());
    expect(jwt).not.toMatch(/[+/=]/);
  });

  it.each([undefined, '', 'null'])('has no azp for the origin %j', async (origin) => {
    const { emulator, addUser } = await startEmulator();
    const userId = await addUser('a@example.com');
    const { jwt } = await emulator.mintToken({ userId, ...(origin === undefined ? {} : { origin }) });
    expect(readToken(jwt).claims).not.toHaveProperty('azp');
  });

  it('tells how long ago the user signed in, in minutes', async () => {
    const { emulator, addUser, clock } = await startEmulator();
    const { sessionId } = await emulator.mintToken({ userId: await addUser('a@example.com') });
    clock.now += 5 * 60_000 + 59_000;
    const { jwt } = await emulator.mintToken({ sessionId });
    expect(readToken(jwt).claims.fva).toEqual([5, -1]);
  });

  it('is pending where something is still to be done', async () => {
    const { emulator, addUser, events } = await startEmulator();
    const { jwt } = await emulator.mintToken({ userId: await addUser('a@example.com'), status: 'pending' });
    expect(readToken(jwt).claims.sts).toBe('pending');
    expect(events.map(({ type }) => type)).toContain('session.pending');
  });

  it('lives as long as it is asked for, but not under 30 s nor over ten years', async () => {
    const { call, addUser } = await startEmulator();
    const { body: session } = await call('POST /v1/sessions', { user_id: await addUser('a@example.com') });
    const mint = (expires_in_seconds: number) =>
      call(`POST /v1/sessions/${session.id}/tokens`, { expires_in_seconds });
    expect(readToken((await mint(30)).body.jwt).claims.exp).toBe(seconds + 30);
    for (const refused of [29, 315_360_001, 60.5]) expect((await mint(refused)).status).toBe(422);
  });

  it('gets the claims of its customisation, never instead of its own', async () => {
    const { call, emulator, addUser } = await startEmulator();
    const userId = await addUser('a@example.com', { public_metadata: { tier: 'pro' } });
    await call('PATCH /emulator/settings', {
      sessionTokenClaims: { metadata: { tier: '{{user.public_metadata.tier}}' } },
    });
    const { claims } = readToken((await emulator.mintToken({ userId })).jwt);
    expect(claims).toMatchObject({ metadata: { tier: 'pro' }, v: 2, sub: userId });
    const refused = await call('PATCH /emulator/settings', { sessionTokenClaims: { sub: 'user_else' } });
    expect([refused.status, refused.body.errors[0].code]).toEqual([400, 'jwt_template_reserved_claim']);
  });

  it.each(['revoked', 'ended', 'removed'])('is not made for a session that was %s', async (ending) => {
    const { call, emulator, addUser, events } = await startEmulator();
    const { sessionId } = await emulator.mintToken({ userId: await addUser('a@example.com') });
    const path = {
      revoked: '/v1/sessions/:id/revoke',
      ended: '/emulator/sessions/:id/end',
      removed: '/emulator/sessions/:id/remove',
    }[ending];
    expect((await call(`POST ${path?.replace(':id', sessionId)}`)).body.status).toBe(ending);
    expect(events.at(-1)).toMatchObject({
      type: `session.${ending}`,
      data: { id: sessionId, status: ending },
    });
    const { status, body } = await call(`POST /v1/sessions/${sessionId}/tokens`);
    expect([status, body.errors[0].code]).toEqual([404, 'resource_not_found']);
  });

  it('is not made for a session that expired by itself', async () => {
    const { call, emulator, addUser, clock } = await startEmulator();
    const { sessionId } = await emulator.mintToken({ userId: await addUser('a@example.com') });
    clock.now += 7 * 24 * 3600 * 1000;
    expect((await call(`GET /v1/sessions/${sessionId}`)).body.status).toBe('expired');
    expect((await call(`POST /v1/sessions/${sessionId}/tokens`)).status).toBe(404);
  });
});

describe('a token of a template', () => {
  it('has the claims of the guide and Clerk’s automatic ones, none of the session', async () => {
    const { call, emulator, addUser } = await startEmulator();
    const userId = await addUser('a@example.com', { public_metadata: { tier: 'pro', role: 'user' } });
    await call('POST /v1/jwt_templates', guideTemplate);
    const { jwt } = await emulator.mintToken({
      userId,
      template: 'bloqr-backend',
      origin: 'http://localhost:4200',
    });
    const { header, claims } = readToken(jwt);
    const { instanceId, issuer } = await emulator.connect();
    expect(header).toEqual({ alg: 'RS256', cat: 'cl_B7d4PD222AAA', kid: instanceId, typ: 'JWT' });
    expect(claims).toEqual({
      azp: 'http://localhost:4200',
      exp: seconds + 60,
      iat: seconds,
      iss: issuer,
      jti: expect.any(String),
      metadata: { tier: 'pro', role: 'user' },
      nbf: seconds - 5,
      sub: userId,
    });
  });

  it('follows the lifetime and the clock skew of its template', async () => {
    const { call, emulator, addUser } = await startEmulator();
    const userId = await addUser('a@example.com');
    const template = { ...guideTemplate, lifetime: 3600, allowed_clock_skew: 0 };
    const { body } = await call('POST /v1/jwt_templates', template);
    expect(body).toMatchObject({ object: 'jwt_template', id: expect.stringMatching(/^jtmp_/), ...template });
    const { claims } = readToken((await emulator.mintToken({ userId, template: 'bloqr-backend' })).jwt);
    expect([claims.exp - claims.iat, claims.iat - claims.nbf]).toEqual([3600, 0]);
  });

  it.each([
    {
      name: 'a reserved claim',
      template: { ...guideTemplate, claims: { sub: 'x' } },
      status: 400,
      code: 'jwt_template_reserved_claim',
    },
    {
      name: 'a claim of sessions',
      template: { ...guideTemplate, claims: { sid: 'x' } },
      status: 400,
      code: 'jwt_template_reserved_claim',
    },
    { name: 'no claims', template: { name: 'x' }, status: 422, code: 'form_param_missing' },
    {
      name: 'a lifetime under 30 s',
      template: { ...guideTemplate, lifetime: 29 },
      status: 422,
      code: 'form_param_value_invalid',
    },
    {
      name: 'a key of its own',
      template: { ...guideTemplate, custom_signing_key: true },
      status: 422,
      code: 'form_param_value_invalid',
    },
    {
      name: 'a name that exists',
      template: { ...guideTemplate, name: 'taken' },
      status: 422,
      code: 'form_already_exists',
    },
  ])('does not come from a template with $name', async ({ template, status, code }) => {
    const { call } = await startEmulator();
    await call('POST /v1/jwt_templates', { ...guideTemplate, name: 'taken' });
    const answer = await call('POST /v1/jwt_templates', template);
    expect([answer.status, answer.body.errors[0].code]).toEqual([status, code]);
  });

  it('is 404 for a name that nobody gave a template', async () => {
    const { call, addUser } = await startEmulator();
    const { body: session } = await call('POST /v1/sessions', { user_id: await addUser('a@example.com') });
    const { status, body } = await call(`POST /v1/sessions/${session.id}/tokens/absent`);
    expect([status, body.errors[0].long_message]).toEqual([404, 'No JWT template exists with name: absent']);
  });
});

describe('a ticket', () => {
  it('signs in once', async () => {
    const { call, addUser } = await startEmulator();
    const user_id = await addUser('a@example.com');
    const { body: token } = await call('POST /v1/sign_in_tokens', { user_id });
    expect(token).toMatchObject({ object: 'sign_in_token', status: 'pending', user_id });
    const first = await call('POST /emulator/sessions', { ticket: token.token });
    expect([first.status, first.body.user_id, first.body.actor]).toEqual([201, user_id, null]);
    expect((await call('POST /emulator/sessions', { ticket: token.token })).status).toBe(400);
    expect((await call(`POST /v1/sign_in_tokens/${token.id}/revoke`)).status).toBe(400);
  });

  it('of an actor makes a session of 30 minutes in another’s name, and counts as no sign-in of that one', async () => {
    const { call, addUser, events } = await startEmulator();
    const user_id = await addUser('a@example.com');
    const actor = { sub: await addUser('support@example.com'), note: 'case 7' };
    const { body: token } = await call('POST /v1/actor_tokens', { user_id, actor });
    const { body: session } = await call('POST /emulator/sessions', { ticket: token.token });
    expect(session).toMatchObject({ user_id, actor, expire_at: start + 1800_000 });
    const { body } = await call(`POST /v1/sessions/${session.id}/tokens`);
    expect(readToken(body.jwt).claims).toMatchObject({ sub: user_id, act: actor });
    expect((await call(`GET /v1/users/${user_id}`)).body.last_sign_in_at).toBeNull();
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'user.created', 'session.created']);
  });

  it.each([
    { path: '/v1/actor_tokens', body: { actor: { sub: 'user_x' } } },
    { path: '/v1/sign_in_tokens', body: {} },
  ])('of $path is worth nothing when it is revoked or its time is over', async ({ path, body }) => {
    const { call, addUser, clock } = await startEmulator();
    const request = { ...body, user_id: await addUser('a@example.com'), expires_in_seconds: 60 };
    const { body: revoked } = await call(`POST ${path}`, request);
    await call(`POST ${path}/${revoked.id}/revoke`);
    const { body: expired } = await call(`POST ${path}`, request);
    clock.now += 60_000;
    for (const ticket of [revoked.token, expired.token, 'nonsense', 'a.b.c']) {
      expect((await call('POST /emulator/sessions', { ticket })).status).toBe(400);
    }
  });

  it('is no session token: it has no subject', async () => {
    const { call, addUser } = await startEmulator();
    const { body } = await call('POST /v1/sign_in_tokens', { user_id: await addUser('a@example.com') });
    expect(readToken(body.token).claims).not.toHaveProperty('sub');
  });
});

describe('the signing key', () => {
  it('is replaced by rotation; tokens of the old one hold until it is removed', async () => {
    const { call, emulator, addUser } = await startEmulator();
    const { instanceId } = await emulator.connect();
    const userId = await addUser('a@example.com');
    const old = (await emulator.mintToken({ userId })).jwt;
    const readKeys = async () => (await call('GET /.well-known/jwks.json')).body;
    const verify = async (jwt: string) =>
      jwtVerify(jwt, createLocalJWKSet(await readKeys()), { currentDate: new Date(start) });

    expect((await call('POST /emulator/keys')).body).toMatchObject({
      kid: `${instanceId}_2`,
      isSigning: true,
    });
    const young = (await emulator.mintToken({ userId })).jwt;
    expect(readToken(young).header.kid).toBe(`${instanceId}_2`);
    await verify(old);
    await verify(young);
    expect((await call('GET /v1/jwks')).body).toEqual(await readKeys());

    expect((await call(`DELETE /emulator/keys/${instanceId}_2`)).status).toBe(400);
    expect((await call(`DELETE /emulator/keys/${instanceId}`)).status).toBe(204);
    expect((await call(`DELETE /emulator/keys/${instanceId}`)).status).toBe(404);
    await expect(verify(old)).rejects.toThrow();
    await verify(young);
    expect((await call('POST /emulator/keys')).body.kid).toBe(`${instanceId}_3`);
  });

  it('shows only its public half', async () => {
    const { call } = await startEmulator();
    const { body, headers } = await call('GET /.well-known/jwks.json');
    expect(Object.keys(body.keys[0]).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('signs whatever a test asks for', async () => {
    const { call, emulator } = await startEmulator();
    const { instanceId } = await emulator.connect();
    const jwt = await emulator.sign({ alg: 'RS256', kid: instanceId }, { sub: 'user_forged', exp: 1 });
    const keys = createLocalJWKSet((await call('GET /v1/jwks')).body);
    const { payload } = await jwtVerify(jwt, keys, { currentDate: new Date(0) });
    expect(payload).toEqual({ sub: 'user_forged', exp: 1 });
  });
});
