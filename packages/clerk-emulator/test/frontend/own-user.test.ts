import { describe, expect, it } from 'vitest';
import { password, readError, startForBrowsers } from './browse.ts';

const email = 'ada+clerk_test@example.com';

async function begin() {
  const harness = await startForBrowsers();
  const browser = await harness.openBrowser();
  return { ...harness, browser, ...(await browser.signUp(email)) };
}

describe('/v1/me', () => {
  it('is who is signed in, and 401 for nobody', async () => {
    const { browser, userId, sessionId } = await begin();
    const { body } = await browser.ask(`GET /v1/me?_clerk_session_id=${sessionId}`);
    expect(body.response).toMatchObject({
      id: userId,
      image_url: expect.stringMatching(/^http:\/\/localhost/),
    });
    expect(readError(await browser.ask('GET /v1/me?_clerk_session_id=sess_other'))).toEqual([
      401,
      'signed_out',
    ]);
    await browser.ask('DELETE /v1/client/sessions');
    expect(readError(await browser.ask('GET /v1/me'))).toEqual([401, 'signed_out']);
  });

  it('changes names and unsafe metadata, never public metadata, and announces it', async () => {
    const { browser, userId, call, events } = await begin();
    await browser.ask('PATCH /v1/me', { first_name: 'Ada', public_metadata: '{"tier":"admin"}' });
    await browser.ask('PATCH /v1/me/metadata', { unsafe_metadata: '{"a":1}' });
    await browser.ask('PATCH /v1/me/metadata', {
      unsafe_metadata: '{"b":2}',
      public_metadata: '{"tier":"admin"}',
    });
    const { body } = await call(`GET /v1/users/${userId}`);
    expect(body).toMatchObject({ first_name: 'Ada', unsafe_metadata: { a: 1, b: 2 }, public_metadata: {} });
    expect(events.at(-1)).toMatchObject({ type: 'user.updated', data: { unsafe_metadata: { a: 1, b: 2 } } });
  });

  it('changes the password for who knows it, and signs out elsewhere where that is wanted', async () => {
    const { browser, openBrowser } = await begin();
    const other = await openBrowser();
    const { body } = await other.ask('POST /v1/client/sign_ins', { identifier: email, password });
    const change = (current_password: string) =>
      browser.ask('POST /v1/me/change_password', {
        current_password,
        new_password: 'another password',
        sign_out_of_other_sessions: 'true',
      });
    expect(readError(await change('wrong'))).toEqual([422, 'form_password_incorrect']);
    expect((await other.ask('GET /v1/me')).status).toBe(200);
    expect((await change(password)).status).toBe(200);
    expect((await other.ask('GET /v1/me')).status).toBe(401);
    expect((await browser.ask('GET /v1/me')).status).toBe(200);
    expect(body.response.status).toBe('complete');
  });

  it('removes the password for who knows it', async () => {
    const { browser } = await begin();
    const remove = (current_password: string) =>
      browser.ask('POST /v1/me/remove_password', { current_password });
    expect(readError(await remove('wrong'))).toEqual([422, 'form_password_incorrect']);
    expect((await remove(password)).body.response.password_enabled).toBe(false);
  });

  it('lists addresses and sessions, and revokes one', async () => {
    const { browser, openBrowser } = await begin();
    expect((await browser.ask('GET /v1/me/email_addresses')).body).toMatchObject([{ email_address: email }]);
    const other = await openBrowser();
    const { body } = await other.ask('POST /v1/client/sign_ins', { identifier: email, password });
    const id = body.response.created_session_id;
    expect((await browser.ask('GET /v1/me/sessions/active')).body).toHaveLength(2);
    await browser.ask(`POST /v1/me/sessions/${id}/revoke`);
    expect((await browser.ask('GET /v1/me/sessions/active')).body).toHaveLength(1);
    expect((await other.ask('GET /v1/me')).status).toBe(401);
    expect((await browser.ask('POST /v1/me/sessions/sess_other/revoke')).status).toBe(404);
  });

  it('is deleted, which is announced, and leaves nobody signed in', async () => {
    const { browser, userId, events, call } = await begin();
    const { body } = await browser.ask('DELETE /v1/me');
    expect(body).toMatchObject({
      response: { object: 'user', id: userId, deleted: true },
      client: { sessions: [] },
    });
    expect(events.at(-1)).toMatchObject({ type: 'user.deleted', data: { id: userId } });
    expect((await call(`GET /v1/users/${userId}`)).status).toBe(404);
  });
});
