import { InjectionToken, inject } from '@angular/core';
import { fieldsOf, parseJson, textOf } from '../../lib/read-fields.ts';
import { platform } from '../../platform.ts';
import { readRetryAfter } from '../../problem/failure.ts';
import { describeRefusal } from './describe-refusal.ts';

/** Why something was refused. */
export interface AuthRefusal {
  /** The library's word, or that of a problem; empty where nothing was answered. */
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
  /** Milliseconds of the page's clock from which trying again makes sense, where the service said so. */
  readonly retryAtMs: number | undefined;
}

export type AuthAnswer =
  | {
      readonly kind: 'answered';
      readonly value: unknown;
      /** Of a session that the answer began, for `Authorization: Bearer`; undefined where it began none. */
      readonly sessionToken: string | undefined;
    }
  | { readonly kind: 'refused'; readonly refusal: AuthRefusal };

/** What the client needs of the browser. */
export interface AuthPorts {
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

const timeLimitMs = 20_000;

/**
 * The addresses below `/api/auth`, at which Better Auth answers: signing in and what belongs to it. They know the session by its
 * cookie alone.
 */
export class AuthApi {
  readonly #ports: AuthPorts;

  constructor(ports: AuthPorts) {
    this.#ports = ports;
  }

  /** Never rejects. */
  get(path: string): Promise<AuthAnswer> {
    return this.#send(path, { method: 'GET' });
  }

  /**
   * Never rejects.
   *
   * @param credentials `omit` where no cookie is to go along, and none is to be kept of the answer
   */
  post(
    path: string,
    body: Readonly<Record<string, unknown>> = {},
    credentials: 'same-origin' | 'omit' = 'same-origin',
  ): Promise<AuthAnswer> {
    const headers = { 'Content-Type': 'application/json' };
    return this.#send(path, { method: 'POST', headers, body: JSON.stringify(body), credentials });
  }

  /** Ends a session that is not, or not only, that of the cookie; as well as it can be. Never rejects. */
  async endSession(token: string, credentials: 'same-origin' | 'omit'): Promise<void> {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    await this.#send('/sign-out', { method: 'POST', headers, body: '{}', credentials });
  }

  async #send(path: string, init: RequestInit): Promise<AuthAnswer> {
    try {
      const signal = AbortSignal.timeout(timeLimitMs);
      const response = await this.#ports.fetch(`/api/auth${path}`, { ...init, signal });
      const value = parseJson(await response.text());
      if (response.ok) {
        const sessionToken = response.headers.get('set-auth-token') ?? undefined;
        return { kind: 'answered', value, sessionToken };
      }
      const code = textOf(fieldsOf(value).code);
      const retryAtMs = readRetryAfter(response.headers.get('Retry-After'), this.#ports.now());
      return {
        kind: 'refused',
        refusal: { code, message: describeRefusal(code, value, response.status), retryAtMs },
      };
    } catch {
      const message = 'The service could not be reached. Your connection may be down, or the service is.';
      return { kind: 'refused', refusal: { code: '', message, retryAtMs: undefined } };
    }
  }
}

export const authApi = new InjectionToken<AuthApi>('auth API', {
  providedIn: 'root',
  factory: () => new AuthApi(inject(platform)),
});
