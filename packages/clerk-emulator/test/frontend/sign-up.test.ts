import { describe, expect, it } from 'vitest';
import { password, readError, startForBrowsers } from './browse.ts';

const email = 'ada@example.com';

async function begin(parameters: Readonly<Record<string, string>> = { email_address: email, password }) {
  const harness = await startForBrowsers();
  const browser = await harness.openBrowser();
  const { body } = await browser.ask('POST /v1/client/sign_ups', parameters);
  const path = `/v1/client/sign_ups/${body.response.id}`;
  const prepare = () => browser.ask(`POST ${path}/prepare_verification`, { strategy: 'email_code' });
  const attempt = (code: string) =>
    browser.ask(`POST ${path}/attempt_verification`, { strategy: 'email_code', code });
  const readCode = async () => (await harness.call('GET /emulator/mail')).body[0].code;
  return { ...harness, browser, path, signUp: body.response, prepare, attempt, readCode };
}

/** Another code than this one. */
const miss = (code: string) => (code === '000000' ? '000001' : '000000');

describe('a sign-up', () => {
  it('says what is missing, sends a code, and makes user and session', async () => {
    const { signUp, prepare, attempt, readCode, events } = await begin();
    expect(signUp).toMatchObject({
      status: 'missing_requirements',
      missing_fields: [],
      unverified_fields: ['email_address'],
      verifications: { email_address: { next_action: 'needs_prepare' } },
    });
    expect((await prepare()).body.response.verifications.email_address).toMatchObject({
      status: 'unverified',
      strategy: 'email_code',
      next_action: 'needs_attempt',
    });
    const { body } = await attempt(await readCode());
    expect(body.response.status).toBe('complete');
    expect(body.client.sessions).toMatchObject([
      {
        id: body.response.created_session_id,
        status: 'active',
        user: { id: body.response.created_user_id, password_enabled: true },
        public_user_data: { identifier: email },
      },
    ]);
    expect(body.client.last_active_session_id).toBe(body.response.created_session_id);
    expect(events.map(({ type }) => type)).toEqual(['user.created', 'session.created', 'user.updated']);
    expect(events[0]?.data).toMatchObject({
      email_addresses: [
        { email_address: email, verification: { status: 'verified', strategy: 'email_code' } },
      ],
    });
    expect(events[2]?.data).toMatchObject({ last_sign_in_at: expect.any(Number) });
  });

  it('never shows private metadata or the code', async () => {
    const { prepare, attempt, readCode } = await begin();
    const code = await readCode().catch(() => undefined);
    expect(code).toBeUndefined();
    const prepared = await prepare();
    expect(JSON.stringify(prepared.body)).not.toContain(`"code":`);
    const { body } = await attempt(await readCode());
    expect(JSON.stringify(body)).not.toContain('private_metadata');
  });

  it('can be filled in piece by piece', async () => {
    const { browser, path, signUp, prepare, attempt } = await begin({ first_name: 'Ada' });
    expect(signUp.missing_fields).toEqual(['email_address', 'password']);
    await browser.ask(`PATCH ${path}`, { email_address: 'ada+clerk_test@example.com' });
    await prepare();
    expect((await attempt('424242')).body.response).toMatchObject({
      status: 'missing_requirements',
      missing_fields: ['password'],
      unverified_fields: [],
    });
    const { body } = await browser.ask(`PATCH ${path}`, { password, unsafe_metadata: '{"theme":"dark"}' });
    expect(body.response.status).toBe('complete');
    expect(body.client.sessions[0].user).toMatchObject({
      first_name: 'Ada',
      unsafe_metadata: { theme: 'dark' },
    });
  });

  it('does not take the code of one address for another', async () => {
    const { browser, path, prepare, attempt, readCode } = await begin();
    await prepare();
    const code = await readCode();
    await browser.ask(`PATCH ${path}`, { email_address: 'grace@example.com' });
    expect(readError(await attempt(code))).toEqual([400, 'verification_missing']);
  });

  it('refuses a wrong code five times, and then also the right one', async () => {
    const { prepare, attempt, readCode } = await begin();
    await prepare();
    const code = await readCode();
    for (let count = 0; count < 4; count++) {
      expect(readError(await attempt(miss(code)))).toEqual([422, 'form_code_incorrect']);
    }
    expect(readError(await attempt(miss(code)))).toEqual([400, 'verification_failed']);
    expect(readError(await attempt(code))).toEqual([400, 'verification_failed']);
    await prepare();
    expect((await attempt(await readCode())).body.response.status).toBe('complete');
  });

  it('refuses a code after ten minutes', async () => {
    const { prepare, attempt, readCode, clock } = await begin();
    await prepare();
    clock.now += 10 * 60_000;
    expect(readError(await attempt(await readCode()))).toEqual([400, 'verification_expired']);
  });

  it('is over after a day', async () => {
    const { prepare, clock } = await begin();
    clock.now += 24 * 3600_000;
    expect(readError(await prepare())).toEqual([404, 'resource_not_found']);
  });

  it('makes one user of two answers at once', async () => {
    const { prepare, attempt, readCode, call } = await begin();
    await prepare();
    const code = await readCode();
    const answers = await Promise.all([attempt(code), attempt(code)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    expect((await call('GET /v1/users/count')).body.total_count).toBe(1);
  });

  it.each([
    [
      'an address that is taken',
      { email_address: 'taken@example.com', password },
      [422, 'form_identifier_exists'],
    ],
    ['an address that is none', { email_address: 'nowhere', password }, [422, 'form_param_format_invalid']],
    [
      'a short password',
      { email_address: email, password: 'short' },
      [422, 'form_password_length_too_short'],
    ],
    ['metadata that are no object', { unsafe_metadata: '[]' }, [422, 'form_param_value_invalid']],
    ['another provider than Google', { strategy: 'oauth_github' }, [422, 'oauth_provider_not_enabled']],
    ['Google without a way back', { strategy: 'oauth_google' }, [422, 'form_param_missing']],
    ['a transfer of nothing', { transfer: 'true' }, [400, 'account_transfer_invalid']],
  ])('refuses %s', async (_, parameters, expected) => {
    const { openBrowser, addUser } = await startForBrowsers();
    await addUser('taken@example.com');
    const { ask } = await openBrowser();
    expect(readError(await ask('POST /v1/client/sign_ups', parameters))).toEqual(expected);
  });

  it('is refused to who is signed in', async () => {
    const { ask, signUp } = await (await startForBrowsers()).openBrowser();
    await signUp('ada+clerk_test@example.com');
    expect(readError(await ask('POST /v1/client/sign_ups', { email_address: email }))).toEqual([
      400,
      'session_exists',
    ]);
  });

  it("belongs to its browser: another one's is not found", async () => {
    const { path, openBrowser } = await begin();
    const { ask } = await openBrowser();
    expect(readError(await ask(`GET ${path}`))).toEqual([404, 'resource_not_found']);
  });
});
