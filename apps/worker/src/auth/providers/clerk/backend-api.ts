import { readBytes } from '../../../lib/read-bytes.ts';
import type { UserChange } from '../../../users/user-change.ts';
import type { UserProfile } from '../../../users/user-store.ts';
import { readClerkUser } from './clerk-user.ts';

/** Where Clerk's Backend API is and what opens it. */
export interface BackendApiSettings {
  /** Without a slash at its end, and without `/v1`. */
  readonly url: string;
  readonly secretKey: string;
}

/** What the Backend API says of one person. */
export type BackendUser =
  | { readonly kind: 'found'; readonly profile: UserProfile }
  /** Clerk knows nobody of this id. */
  | { readonly kind: 'unknown' }
  /** It cannot be said; the reason is for the log. */
  | { readonly kind: 'unavailable'; readonly reason: BackendApiFailure };

export type BackendApiFailure = 'network' | 'timeout' | 'too-large' | 'not-a-user' | `status-${number}`;

/** What became of a change that the Backend API was asked for; where it is `unavailable`, it may be made all the same. */
export type BackendChange =
  | BackendUser
  /** It is not made, and asking again does not help. */
  | { readonly kind: 'refused'; readonly reason: `status-${number}` }
  /** It is not made: Clerk was asked too often. */
  | { readonly kind: 'busy' };

/** Asks Clerk. Nothing here rejects. */
export interface BackendApi {
  findUser(clerkUserId: string): Promise<BackendUser>;
  /** Changes a person and gives what they are then. */
  changeUser(clerkUserId: string, change: UserChange): Promise<BackendChange>;
}

export interface BackendApiParts extends BackendApiSettings {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Clerk's version of the API whose forms are read: https://clerk.com/docs/guides/development/upgrading/versioning */
const apiVersion = '2026-05-12';
const timeLimitMs = 5000;
/** Users are below 64 KB: each of their three metadata has 8 KB at most. */
const answerBytesMax = 256 * 1024;

/** A request about one person, below their address. */
interface UserRequest {
  readonly method: 'GET' | 'PATCH' | 'POST';
  readonly path: '' | '/metadata' | '/ban' | '/unban';
  readonly body?: unknown;
}

/**
 * A small client of Clerk's Backend API (https://clerk.com/docs/reference/backend-api). Follows no redirect: the secret key
 * goes to that one origin only.
 */
export function createBackendApi({ url, secretKey, fetch, now }: BackendApiParts): BackendApi {
  async function ask(clerkUserId: string, { method, path, body }: UserRequest): Promise<BackendUser> {
    // The answer is at least as new as the question.
    const said = { atMs: now(), messageId: '' };
    try {
      const response = await fetch(`${url}/v1/users/${encodeURIComponent(clerkUserId)}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${secretKey}`,
          'Clerk-API-Version': apiVersion,
          Accept: 'application/json',
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeLimitMs),
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        if (response.status === 404) return { kind: 'unknown' };
        return { kind: 'unavailable', reason: `status-${response.status}` };
      }
      const bytes = await readBytes(response.body, answerBytesMax);
      if (bytes === undefined) return { kind: 'unavailable', reason: 'too-large' };
      const profile = readClerkUser(parse(bytes), said);
      // An answer about somebody else is none.
      if (profile?.subject.id !== clerkUserId) return { kind: 'unavailable', reason: 'not-a-user' };
      return { kind: 'found', profile };
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === 'TimeoutError';
      return { kind: 'unavailable', reason: isTimeout ? 'timeout' : 'network' };
    }
  }

  return {
    findUser: (clerkUserId) => ask(clerkUserId, { method: 'GET', path: '' }),
    async changeUser(clerkUserId, change) {
      const answer = await ask(clerkUserId, toRequest(change));
      if (answer.kind !== 'unavailable') return answer;
      if (answer.reason === 'status-429') return { kind: 'busy' };
      // What Clerk answers with 5xx may have been done.
      return isRefusal(answer.reason) ? { kind: 'refused', reason: answer.reason } : answer;
    },
  };
}

const isRefusal = (reason: BackendApiFailure): reason is `status-${number}` => /^status-[34]/.test(reason);

/** Metadata is merged: what is not named stays (https://clerk.com/docs/reference/backend-api/tag/users). */
function toRequest(change: UserChange): UserRequest {
  if (change.kind !== 'set-metadata') return { method: 'POST', path: `/${change.kind}` };
  const { kind: _kind, ...metadata } = change;
  return { method: 'PATCH', path: '/metadata', body: { public_metadata: metadata } };
}

/** Undefined where it is not JSON. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
