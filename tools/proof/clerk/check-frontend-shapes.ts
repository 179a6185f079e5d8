import { createClerkEmulator } from '@bloqr/clerk-emulator';
import { isJsonObject, type JsonObject } from '../../../packages/clerk-emulator/src/json/json-object.ts';
import type { ClerkDocuments } from './clerk-documents.ts';
import { findFaults } from './openapi-schema.ts';

/** What came of comparing. */
export interface FrontendReport {
  readonly answers: number;
  /** Operations that were asked. */
  readonly operations: number;
  /** What is not as described, one sentence each. */
  readonly faults: readonly string[];
}

type Parameters = Readonly<Record<string, string>>;

/** Goes through the Frontend API as a browser does, and compares the answers with Clerk's descriptions. */
export async function checkFrontendShapes(documents: ClerkDocuments): Promise<FrontendReport> {
  const browser = new Browser(documents);
  await browser.begin();
  await browser.ask('GET /v1/environment');
  await browser.ask('PATCH /v1/environment');
  for (const method of ['GET', 'PUT']) await browser.ask(`${method} /v1/client`);
  await signUp(browser);
  await useSession(browser);
  await signInAgain(browser);
  await browser.ask('DELETE /v1/me');
  return browser.report();
}

/**
 * A sign-up whose code was not asked for has, as described, a verification with a strategy. The prebuilt sign-up takes one with a
 * strategy for one whose code is on its way, and asks for none.
 */
const contradictions = ['.verifications.email_address fits none of 5 choices'];

const password = 'correct horse battery';
const email = 'ada+clerk_test@example.com';

async function signUp(browser: Browser): Promise<void> {
  const google = { strategy: 'oauth_google', redirect_url: 'http://localhost:4200/' };
  await browser.ask('POST /v1/client/sign_ups', google);
  await browser.ask('POST /v1/client/sign_ups', { email_address: 'none', password }, 422);
  const { id } = await browser.ask('POST /v1/client/sign_ups', { email_address: email });
  const path = '/v1/client/sign_ups/{sign_up_id}';
  const ids = { sign_up_id: String(id) };
  await browser.ask(`GET ${path}`, {}, 200, ids);
  await browser.ask(`PATCH ${path}`, { password, first_name: 'Ada' }, 200, ids);
  await browser.ask(`POST ${path}/prepare_verification`, { strategy: 'email_code' }, 200, ids);
  await browser.ask(`POST ${path}/attempt_verification`, { code: '000000' }, 422, ids);
  await browser.ask(`POST ${path}/attempt_verification`, { code: '424242' }, 200, ids);
  await browser.ask('POST /v1/client/sign_ups', {}, 400);
}

async function useSession(browser: Browser): Promise<void> {
  const { last_active_session_id: id } = await browser.ask('GET /v1/client');
  const ids = { session_id: String(id), template_name: 'bloqr-backend' };
  const path = '/v1/client/sessions/{session_id}';
  await browser.ask(`GET ${path}`, {}, 200, ids);
  await browser.ask(`POST ${path}/touch`, {}, 200, ids);
  await browser.ask(`POST ${path}/tokens`, {}, 200, ids);
  await browser.ask(`POST ${path}/tokens/{template_name}`, {}, 404, ids);
  await browser.ask('GET /v1/me');
  await browser.ask('PATCH /v1/me', { last_name: 'Lovelace' });
  await browser.ask('PATCH /v1/me/metadata', { unsafe_metadata: '{}' });
  await browser.ask('POST /v1/me/change_password', { current_password: password, new_password: password });
  await browser.ask('GET /v1/me/email_addresses');
  await browser.ask('GET /v1/me/sessions/active');
  await browser.ask(`POST ${path}/end`, {}, 200, ids);
  await browser.ask('GET /v1/me', {}, 401);
  await browser.ask('DELETE /v1/client/sessions');
}

async function signInAgain(browser: Browser): Promise<void> {
  const google = { strategy: 'oauth_google', redirect_url: 'http://localhost:4200/' };
  await browser.ask('POST /v1/client/sign_ins', google);
  await browser.ask('POST /v1/client/sign_ins', { identifier: 'nobody@example.com' }, 422);
  const { id } = await browser.ask('POST /v1/client/sign_ins', { identifier: email });
  const path = '/v1/client/sign_ins/{sign_in_id}';
  const ids = { sign_in_id: String(id) };
  await browser.ask(`GET ${path}`, {}, 200, ids);
  const strategy = 'reset_password_email_code';
  await browser.ask(`POST ${path}/prepare_first_factor`, { strategy }, 200, ids);
  await browser.ask(`POST ${path}/attempt_first_factor`, { strategy: 'password', password: 'x' }, 422, ids);
  await browser.ask(`POST ${path}/attempt_first_factor`, { strategy, code: '424242' }, 200, ids);
  await browser.ask(`POST ${path}/reset_password`, { password }, 200, ids);
}

/** Asks, compares, and goes on with what was answered. */
class Browser {
  readonly #documents: ClerkDocuments;
  readonly #emulator = createClerkEmulator({ now: () => Date.now() });
  readonly #operations = new Set<string>();
  readonly #faults: string[] = [];
  #answers = 0;
  #secret = '';

  constructor(documents: ClerkDocuments) {
    this.#documents = documents;
  }

  async begin(): Promise<void> {
    const { id } = await this.ask('POST /v1/dev_browser');
    this.#secret = String(id);
  }

  async ask(
    operation: string,
    parameters: Parameters = {},
    status = 200,
    ids: Readonly<Record<string, string>> = {},
  ): Promise<JsonObject> {
    const [method = '', path = ''] = operation.split(' ');
    const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole);
    const query = new URLSearchParams({ __clerk_db_jwt: this.#secret, _method: method });
    const response = await this.#emulator.app.request(`http://localhost${filled}?${query}`, {
      method: method === 'GET' ? 'GET' : 'POST',
      headers: { Origin: 'http://localhost:4200', 'Content-Type': 'application/x-www-form-urlencoded' },
      ...(method !== 'GET' && { body: new URLSearchParams(parameters).toString() }),
    });
    const body: unknown = await response.json();
    this.#compare(operation, status, response.status, body);
    if (!isJsonObject(body)) return {};
    return isJsonObject(body.response) ? body.response : body;
  }

  #compare(operation: string, status: number, actual: number, body: unknown): void {
    const name = `${operation} ${status}`;
    this.#answers++;
    this.#operations.add(operation);
    if (actual !== status) this.#faults.push(`${name}: answered ${actual}: ${JSON.stringify(body)}`);
    const documented = this.#documents.findFrontendAnswer(operation, status);
    if (documented === undefined) this.#faults.push(`${name}: no such answer is described`);
    if (documented?.schema === undefined) return;
    const faults = findFaults(body, documented.schema, this.#documents.resolveFrontend);
    const unknown = faults.filter((fault) => !contradictions.some((known) => fault.endsWith(known)));
    this.#faults.push(...unknown.map((fault) => `${name}: ${fault}`));
  }

  report(): FrontendReport {
    return { answers: this.#answers, operations: this.#operations.size, faults: this.#faults };
  }
}
