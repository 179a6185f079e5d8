import type { ClerkEmulatorOptions } from '../../src/index.ts';
import { type Answer, type Harness, startEmulator } from '../start-emulator.ts';

/** A browser with a page at this origin, without a browser. */
export interface TestBrowser {
  readonly secret: string;
  /** Asks as clerk-js does: `PATCH /v1/me` as a POST with `_method`, parameters as a form. */
  readonly ask: (
    request: string,
    parameters?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<Answer>;
  /** Signs up with a code, and gives the session and the user. */
  readonly signUp: (email: string) => Promise<{ readonly sessionId: string; readonly userId: string }>;
}

export interface FrontendHarness extends Harness {
  readonly openBrowser: (secret?: string) => Promise<TestBrowser>;
}

export const pageOrigin = 'http://localhost:4200';
export const password = 'correct horse battery';

/** Starts an emulator for browsers. */
export async function startForBrowsers(
  options: Partial<ClerkEmulatorOptions> = {},
): Promise<FrontendHarness> {
  const harness = await startEmulator(options);
  const send: (secret: string) => TestBrowser['ask'] =
    (secret) =>
    async (request, parameters, headers = {}) => {
      const [method = 'GET', path = '/'] = request.split(' ');
      const url = new URL(path, 'http://localhost:8790');
      url.searchParams.set('__clerk_db_jwt', secret);
      if (!['GET', 'POST', 'OPTIONS'].includes(method)) url.searchParams.set('_method', method);
      const given = {
        Origin: pageOrigin,
        'Content-Type': parameters === undefined ? undefined : 'application/x-www-form-urlencoded',
        ...headers,
      };
      const response = await harness.emulator.app.request(url, {
        method: ['GET', 'OPTIONS'].includes(method) ? method : 'POST',
        headers: Object.entries(given).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value] as [string, string]],
        ),
        ...(parameters !== undefined && { body: new URLSearchParams(parameters).toString() }),
      });
      const text = await response.text();
      const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
      return {
        status: response.status,
        headers: response.headers,
        body: isJson ? JSON.parse(text) : text,
      };
    };
  const openBrowser = async (known?: string): Promise<TestBrowser> => {
    const secret = known ?? (await send('')('POST /v1/dev_browser')).body.id;
    const ask = send(secret);
    const signUp: TestBrowser['signUp'] = async (email) => {
      const begun = await ask('POST /v1/client/sign_ups', { email_address: email, password });
      const path = `/v1/client/sign_ups/${begun.body.response.id}`;
      await ask(`POST ${path}/prepare_verification`, { strategy: 'email_code' });
      const code = email.includes('+clerk_test@')
        ? '424242'
        : (await harness.call('GET /emulator/mail')).body[0].code;
      const { body } = await ask(`POST ${path}/attempt_verification`, { strategy: 'email_code', code });
      return { sessionId: body.response.created_session_id, userId: body.response.created_user_id };
    };
    return { secret, ask, signUp };
  };
  return { ...harness, openBrowser };
}

/** The code of the one error of an answer. */
export const readError = ({ status, body }: Answer): readonly [status: number, code: string] => [
  status,
  body.errors?.[0]?.code,
];
