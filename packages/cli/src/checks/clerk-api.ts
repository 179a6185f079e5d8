import { readMember } from '../clerk/read-answer.ts';
import type { RemoteAnswer } from '../io/ask-remote.ts';
import type { Setup } from './setup.ts';

/** The version of the Backend API whose answers are read here. */
const apiVersion = '2026-05-12';
const timeLimitMs = 10_000;

/** Asks Clerk's Backend API with the secret key of a set-up. */
export interface ClerkApi {
  readonly request: (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<RemoteAnswer>;
  /** The body of an answer 200. Rejects with a sentence for every other. */
  readonly read: (path: string) => Promise<unknown>;
}

/** Why Clerk is not asked. */
export const noSecretKey = 'no usable CLERK_SECRET_KEY is known here';

/** Undefined where there is no secret key that could be one. */
export function createClerkApi({ clerk, ask }: Pick<Setup, 'clerk' | 'ask'>): ClerkApi | undefined {
  const settings = clerk.clerk;
  if (settings?.secretKey === undefined || !/^sk_(?:test|live)_[\x21-\x7e]+$/.test(settings.secretKey))
    return undefined;
  if (/\.\.\.|…/.test(settings.secretKey)) return undefined;
  const { apiUrl, secretKey } = settings;
  const request: ClerkApi['request'] = (method, path, body) =>
    ask(`${apiUrl}/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${secretKey}`,
        'Clerk-API-Version': apiVersion,
        'Content-Type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeLimitMs,
    });
  return {
    request,
    async read(path) {
      const { status, body } = await request('GET', path);
      if (status !== 200) throw new Error(`Clerk answered ${status} to GET ${path.replace(/\?.*/, '')}`);
      return body;
    },
  };
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

/** A token of a session that a user has open; undefined where there is none. */
export async function mintToken(api: ClerkApi, userId: string): Promise<string | undefined> {
  const sessions = readList(await api.read(`/sessions?user_id=${userId}&status=active&limit=1`));
  const session = readText(sessions[0], 'id');
  if (session === undefined) return undefined;
  const { status, body } = await api.request('POST', `/sessions/${encodeURIComponent(session)}/tokens`, {});
  return status === 200 ? readText(body, 'jwt') : undefined;
}
