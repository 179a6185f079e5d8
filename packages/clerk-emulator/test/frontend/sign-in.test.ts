import { describe, expect, it } from 'vitest';
import { password, readError, startForBrowsers } from './browse.ts';

const email = 'ada@example.com';

async function begin(fields: Readonly<Record<string, unknown>> = { password }) {
  const harness = await startForBrowsers();
  const userId = await harness.addUser(email, fields);
  const browser = await harness.openBrowser();
  const signIn = (parameters: Readonly<Record<string, string>>) =>
    browser.ask('POST /v1/client/sign_ins', parameters);
  const readCode = async () => (await harness.call('GET /emulator/mail')).body[0].code;
  return { ...harness, userId, browser, signIn, readCode };
}

describe('a sign-in', () => {
  it('with a password begins a session and updates last_sign_in_at', async () => {
    const { signIn, userId, call, clock, events } = await begin();
    clock.now += 1000;
    const { body } = await signIn({ identifier: 'Ada@Example.com', password });
    expect(body.response).toMatchObject({ status: 'complete', identifier: 'Ada@Example.com' });
    expect(body.client).toMatchObject({
      last_authentication_strategy: 'password',
      sessions: [{ id: body.response.created_session_id, user: { id: userId } }],
    });
    expect((await call(`GET /v1/users/${userId}`)).body.last_sign_in_at).toBe(clock.now);
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'session.created', 'user.updated']);
  });

  it('names the ways there are', async () => {
    const { signIn, openBrowser, addUser } = await begin();
    const { body } = await signIn({ identifier: email });
    const list = (factors: { strategy: string }[]) => factors.map(({ strategy }) => strategy);
    expect(body.response.status).toBe('needs_first_factor');
    expect(list(body.response.supported_first_factors)).toEqual([
      'password',
      'email_code',
      'reset_password_email_code',
    ]);
    await addUser('grace@example.com', { skip_password_requirement: true });
    const other = await (await openBrowser()).ask('POST /v1/client/sign_ins', {
      identifier: 'grace@example.com',
    });
    expect(list(other.body.response.supported_first_factors)).toEqual(['email_code']);
  });

  it('resets a forgotten password, and ends other sessions where that is wanted', async () => {
    const { signIn, browser, readCode, openBrowser, call } = await begin();
    const elsewhere = await openBrowser();
    const other = await elsewhere.ask('POST /v1/client/sign_ins', { identifier: email, password });
    const { body } = await signIn({ identifier: email });
    const path = `/v1/client/sign_ins/${body.response.id}`;
    const strategy = 'reset_password_email_code';
    await browser.ask(`POST ${path}/prepare_first_factor`, { strategy });
    const early = await browser.ask(`POST ${path}/reset_password`, { password: 'another password' });
    expect(readError(early)).toEqual([400, 'client_state_invalid']);
    const code = await readCode();
    const attempted = await browser.ask(`POST ${path}/attempt_first_factor`, { strategy, code });
    expect(attempted.body.response.status).toBe('needs_new_password');
    const reset = await browser.ask(`POST ${path}/reset_password`, {
      password: 'another password',
      sign_out_of_other_sessions: 'true',
    });
    expect(reset.body.response.status).toBe('complete');
    const { status } = (await call(`GET /v1/sessions/${other.body.response.created_session_id}`)).body;
    expect(status).toBe('revoked');
    await elsewhere.ask('DELETE /v1/client/sessions');
    const old = await elsewhere.ask('POST /v1/client/sign_ins', { identifier: email, password });
    expect(readError(old)).toEqual([422, 'form_password_incorrect']);
  });

  it('takes the ticket of a sign-in token once', async () => {
    const { signIn, browser, call, userId } = await begin();
    const { token } = (await call('POST /v1/sign_in_tokens', { user_id: userId })).body;
    const { body } = await signIn({ strategy: 'ticket', ticket: token });
    expect(body.client.sessions).toMatchObject([{ user: { id: userId } }]);
    await browser.ask('DELETE /v1/client/sessions');
    expect(readError(await signIn({ strategy: 'ticket', ticket: token }))).toEqual([
      400,
      'sign_in_token_already_used_code',
    ]);
  });

  it.each([
    ['a wrong password', { identifier: email, password: 'wrong' }, [422, 'form_password_incorrect']],
    ['an unknown address', { identifier: 'x@example.com', password }, [422, 'form_identifier_not_found']],
    [
      'a strategy that is not here',
      { identifier: email, strategy: 'passkey' },
      [400, 'strategy_for_user_invalid'],
    ],
    ['a strategy without an identifier', { strategy: 'password' }, [422, 'form_param_missing']],
    [
      'Google with a way back to a script',
      { strategy: 'oauth_google', redirect_url: 'javascript:alert(1)' },
      [422, 'form_param_value_invalid'],
    ],
    ['a transfer of nothing', { transfer: 'true' }, [400, 'account_transfer_invalid']],
  ])('refuses %s', async (_, parameters, expected) => {
    const { signIn } = await begin();
    expect(readError(await signIn(parameters))).toEqual(expected);
  });

  it.each([
    ['banned', { password, banned: true }, 'user_banned'],
    ['locked', { password, locked: true }, 'user_locked'],
  ])('is refused to who is %s', async (_, fields, code) => {
    const { signIn, events } = await begin(fields);
    expect(readError(await signIn({ identifier: email, password }))).toEqual([403, code]);
    expect(events.map(({ type }) => type)).toEqual(['user.created']);
  });

  it('is refused to who is signed in', async () => {
    const { signIn } = await begin();
    await signIn({ identifier: email, password });
    expect(readError(await signIn({ identifier: email, password }))).toEqual([400, 'session_exists']);
  });

  it('does not end in a second session when it was begun before the first', async () => {
    const { signIn, browser } = await begin();
    const { body } = await signIn({ identifier: email });
    const path = `/v1/client/sign_ins/${body.response.id}/attempt_first_factor`;
    const attempt = () => browser.ask(`POST ${path}`, { strategy: 'password', password });
    const answers = await Promise.all([attempt(), attempt()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
  });
});
