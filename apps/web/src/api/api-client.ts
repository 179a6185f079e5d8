import { InjectionToken, inject } from '@angular/core';
import type { Delay } from '../lib/delay.ts';
import { parseJson } from '../lib/read-fields.ts';
import { platform } from '../platform.ts';
import type { Failure } from '../problem/failure.ts';
import { readRefusal } from '../problem/read-refusal.ts';
import { session } from '../session/app-session.ts';
import type { Session } from '../session/session.ts';
import { type ApiRequest, fillPath, type Method, type PathOf } from './api-operation.ts';

/** What the client needs of the browser. */
export interface ApiPorts {
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly delay: Delay;
}

/** What became of a request. */
export type ApiAnswer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How long a request waits until it is known who is signed in; then it goes out without a credential. */
const sessionWaitMs = 5000;

/** How long an answer is waited for. */
const answerTimeLimitMs = 20_000;

/**
 * The one way to the API: every request carries the credential of whoever is signed in, and every refusal is read in one
 * place.
 */
export class ApiClient {
  readonly #ports: ApiPorts;
  readonly #session: Session;

  constructor(ports: ApiPorts, session: Session) {
    this.#ports = ports;
    this.#session = session;
  }

  /**
   * Asks for JSON. Never rejects.
   *
   * @param read makes what the page uses out of the answer, whatever that is; undefined where nothing can be made of it
   * @example
   * await api.send('delete', '/api/keys/{id}', { path: { id } }, () => true)
   */
  async send<M extends Method, Path extends PathOf<M>, Value>(
    method: M,
    path: Path,
    request: ApiRequest<M, Path>,
    read: (value: unknown) => Value | undefined,
  ): Promise<ApiAnswer<Value>> {
    const { body, signal, path: places, query }: LooseRequest = request;
    const silence = new AbortController();
    const stop = this.#ports.delay(answerTimeLimitMs, () => silence.abort());
    try {
      const response = await this.open(fillPath(path, places, query), {
        method: method.toUpperCase(),
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.any([silence.signal, ...(signal === undefined ? [] : [signal])]),
      });
      if (!response.ok) return { kind: 'failed', failure: await readRefusal(response, this.#ports.now()) };
      const value = read(parseJson(await response.text()));
      return value === undefined ? fail({ kind: 'cut-off' }) : { kind: 'answered', value };
    } catch {
      const isSilent = silence.signal.aborted;
      return fail(isSilent ? { kind: 'silent', seconds: answerTimeLimitMs / 1000 } : { kind: 'unreachable' });
    } finally {
      stop();
    }
  }

  /** Makes a request with the credential, and gives back the answer as it is. Rejects where `fetch` does. */
  async open(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (init.body !== undefined) headers.set('Content-Type', 'application/json');
    const token = await this.#findToken();
    init.signal?.throwIfAborted();
    if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
    const response = await this.#ports.fetch(address, { ...init, headers });
    if (response.status === 401) this.#session.recheck();
    return response;
  }

  /** Undefined, too, where the provider does not answer: the service then says what it lets nobody in particular do. */
  async #findToken(): Promise<string | undefined> {
    let stop = (): void => undefined;
    const waited = new Promise<undefined>((resolve) => {
      stop = this.#ports.delay(sessionWaitMs, () => resolve(undefined));
    });
    try {
      return await Promise.race([this.#readToken(), waited]);
    } catch {
      return undefined;
    } finally {
      stop();
    }
  }

  async #readToken(): Promise<string | undefined> {
    const state = await this.#session.settled();
    return state.kind === 'signed-in' ? await state.getToken() : undefined;
  }
}

interface LooseRequest {
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

function fail(failure: Failure): { readonly kind: 'failed'; readonly failure: Failure } {
  return { kind: 'failed', failure };
}

/** The client of the application. */
export const apiClient = new InjectionToken<ApiClient>('API client', {
  providedIn: 'root',
  factory: () => new ApiClient(inject(platform), inject(session)),
});
