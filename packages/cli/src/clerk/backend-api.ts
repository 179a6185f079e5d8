import type { RemoteAnswer, RemoteRequest } from '../io/ask-remote.ts';
import { readMember } from './read-answer.ts';

/** The version of the Backend API whose answers are read here. */
const apiVersion = '2026-05-12';

/** Asks Clerk's Backend API (https://clerk.com/docs/reference/backend-api). */
export interface BackendApi {
  readonly request: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<RemoteAnswer>;
  /** The body of an answer 200. Rejects with a sentence for every other. */
  readonly read: (path: string) => Promise<unknown>;
}

export interface BackendApiParts {
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly secretKey: string;
  readonly ask: (address: string, request: RemoteRequest) => Promise<RemoteAnswer>;
  /** Left out, as long as `ask` waits by itself. */
  readonly timeLimitMs?: number;
}

export function createBackendApi({ apiUrl, secretKey, ask, timeLimitMs }: BackendApiParts): BackendApi {
  const request: BackendApi['request'] = (method, path, body) =>
    ask(`${apiUrl}/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        'Clerk-API-Version': apiVersion,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(timeLimitMs !== undefined && { timeLimitMs }),
    });
  return { request, read: async (path) => readSuccess(await request('GET', path), 'GET', path) };
}

/** The body of an answer 200; throws a sentence for every other. */
function readSuccess({ status, body }: RemoteAnswer, method: string, path: string): unknown {
  if (status !== 200) throw new Error(`Clerk answered ${status} to ${method} ${path.replace(/\?.*/, '')}`);
  return body;
}

/** A list, which some answers have as such and others under `data`. */
export function readList(body: unknown): readonly unknown[] {
  const list = Array.isArray(body) ? body : readMember(body, 'data');
  return Array.isArray(list) ? list : [];
}

export function readText(value: unknown, name: string): string | undefined {
  const member = readMember(value, name);
  return typeof member === 'string' ? member : undefined;
}

/** The claims of a token that was made for us, unverified; undefined where it is none. */
export function readClaims(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** Open sessions that are looked at, the newest first. */
const sessionsMax = 100;

/**
 * A session that a user has open themselves; undefined where there is none. One in which somebody acts as them says something else of
 * who they are, and may not administer.
 */
export async function findOwnSession(api: BackendApi, userId: string): Promise<string | undefined> {
  const query = `user_id=${encodeURIComponent(userId)}&status=active&limit=${sessionsMax}`;
  const open = readList(await api.read(`/sessions?${query}`));
  const own = open.find((session) => (readMember(session, 'actor') ?? null) === null);
  return readText(own, 'id');
}

/**
 * A token of a session.
 *
 * @throws a sentence where Clerk makes none
 */
export async function mintToken(api: BackendApi, sessionId: string): Promise<string> {
  const path = `/sessions/${encodeURIComponent(sessionId)}/tokens`;
  const token = readText(readSuccess(await api.request('POST', path, {}), 'POST', path), 'jwt');
  if (token === undefined) throw new Error('Clerk made no token');
  return token;
}

/**
 * Makes a session of a user, as development instances do; undefined where the answer has none.
 *
 * @throws a sentence where Clerk refuses
 */
export async function openSession(api: BackendApi, userId: string): Promise<string | undefined> {
  const answer = await api.request('POST', '/sessions', { user_id: userId });
  return readText(readSuccess(answer, 'POST', '/sessions'), 'id');
}
