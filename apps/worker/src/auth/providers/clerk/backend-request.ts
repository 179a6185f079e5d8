import { readBytes } from '../../../lib/read-bytes.ts';

/** Where Clerk's Backend API is and what opens it. */
export interface BackendApiSettings {
  /** Without a slash at its end, and without `/v1`. */
  readonly url: string;
  readonly secretKey: string;
}

export type BackendApiFailure =
  | 'network'
  | 'timeout'
  | 'too-large'
  | 'not-a-user'
  | 'not-users'
  | `status-${number}`;

/** What came of a request. */
export type BackendAnswer =
  /** Any status but 429. The body is undefined where it is no JSON, or the status is not 200. */
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown }
  /** Too many requests, of whomever: not again before so many seconds. */
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** It cannot be said; the reason is for the log. */
  | { readonly kind: 'unavailable'; readonly reason: BackendApiFailure };

/** How much of an answer is waited for. */
export interface AnswerLimits {
  readonly bytesMax: number;
  readonly timeLimitMs: number;
}

/** A request that changes something. */
export interface BackendChangeRequest {
  readonly method: 'PATCH' | 'POST';
  readonly body?: unknown;
}

/** Asks for a path; without `change` it only reads. Never rejects. */
export type BackendRequest = (
  path: string,
  limits: AnswerLimits,
  change?: BackendChangeRequest,
) => Promise<BackendAnswer>;

export interface BackendRequestParts extends BackendApiSettings {
  readonly fetch: typeof fetch;
}

/** Clerk's version of the API whose forms are read: https://clerk.com/docs/guides/development/upgrading/versioning */
const apiVersion = '2026-05-12';
/** Clerk's limits are for 10 s: https://clerk.com/docs/guides/how-clerk-works/system-limits */
const retryAfterDefaultSeconds = 10;
const retryAfterMaxSeconds = 3600;

/** Makes what asks the Backend API. Follows no redirect: the secret key goes to that one origin only. */
export function createBackendRequest({ url, secretKey, fetch }: BackendRequestParts): BackendRequest {
  return async (path, { bytesMax, timeLimitMs }, change) => {
    try {
      const response = await fetch(`${url}${path}`, {
        method: change?.method ?? 'GET',
        headers: {
          Authorization: `Bearer ${secretKey}`,
          'Clerk-API-Version': apiVersion,
          Accept: 'application/json',
          ...(change?.body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(change?.body !== undefined && { body: JSON.stringify(change.body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeLimitMs),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        if (response.status !== 429) return { kind: 'answered', status: response.status, body: undefined };
        const retryAfterSeconds = readRetryAfter(response.headers.get('Retry-After'));
        return { kind: 'rate-limited', retryAfterSeconds };
      }
      const bytes = await readBytes(response.body, bytesMax);
      if (bytes === undefined) return describeFailure('too-large');
      return { kind: 'answered', status: 200, body: parse(bytes) };
    } catch (error) {
      return describeFailure(error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network');
    }
  };
}

export function describeFailure(reason: BackendApiFailure): {
  readonly kind: 'unavailable';
  readonly reason: BackendApiFailure;
} {
  return { kind: 'unavailable', reason };
}

/** Clerk writes seconds. A date, or nonsense, counts as the length of its window. */
function readRetryAfter(text: string | null): number {
  if (text === null || !/^\d{1,9}$/.test(text)) return retryAfterDefaultSeconds;
  return Math.min(Math.max(Number(text), 1), retryAfterMaxSeconds);
}

/** Undefined where it is not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
