import type { Hono } from 'hono';
import { z } from 'zod';
import { isOwnPage } from '../auth/credential.ts';
import { type AuthEndpoint, authEndpoints } from '../auth/providers/better-auth/auth-endpoints.data.ts';
import type { HandleAuth } from '../auth/providers/better-auth/auth-handler.ts';
import { authLimits } from '../auth/providers/better-auth/auth-limits.ts';
import { chooseCookieStyle, nameSessionCookie } from '../auth/providers/better-auth/session-cookie.ts';
import { decodeCookieValue } from '../auth/providers/better-auth/session-token.ts';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { AppContext } from './app-context.ts';
import { reportError } from './error-handler.ts';
import { readJsonText } from './json-body.ts';
import type { LimitAuth } from './limit-auth.ts';
import { respondWithProblem } from './problem-response.ts';
import { listSchemaFaults } from './schema-faults.ts';

export interface AnswerAuthParts {
  /** `off`: nobody signs in here; undefined: it should be possible, and something is missing. */
  readonly handleAuth: HandleAuth | 'off' | undefined;
  /** The origin of the service where it is set; else that of the request is it. */
  readonly url: string | undefined;
  readonly allowedOrigins: ReadonlySet<string>;
  readonly limitAuth: LimitAuth;
  readonly log: Log;
}

const basePath = '/api/auth';
const unavailableSeconds = 5;

/**
 * Puts the addresses of Better Auth into the router. What is refused before the library is asked is a problem, as everywhere; what
 * the library says itself goes out as it says it, since its own client has to understand it.
 */
export function answerAuth(app: Hono<AppContext>, parts: AnswerAuthParts): void {
  const { handleAuth, limitAuth, log } = parts;
  if (handleAuth === 'off') return;
  const endpoints = authEndpoints.map((endpoint) => ({ endpoint, form: compilePath(endpoint.path) }));

  app.all(`${basePath}/*`, async (context) => {
    const request = context.req.raw;
    // As the library reads it, not as the router has decoded it: else the two might not mean the same.
    const { pathname } = new URL(request.url);
    const here = endpoints.filter(({ form }) => form.test(pathname)).map(({ endpoint }) => endpoint);
    const [known] = here;
    if (known === undefined)
      return respondWithProblem(context, {
        code: 'not-found',
        detail: 'No route of the API has this address.',
      });
    context.set('route', `${basePath}${known.path}`);
    const endpoint = here.find(({ method }) => method === request.method);
    if (endpoint === undefined) {
      const allow = here.map(({ method }) => method).join(', ');
      const detail = `This address takes ${allow}.`;
      return respondWithProblem(context, { code: 'method-not-allowed', detail }, { Allow: allow });
    }
    if (handleAuth === undefined)
      return respondWithProblem(context, {
        code: 'misconfigured',
        detail: 'BETTER_AUTH_SECRET is not set; `npm start` makes one.',
      });

    const ownOrigin = parts.url ?? new URL(request.url).origin;
    if (endpoint.method !== 'GET' && !isFromOwnPage(request, ownOrigin, parts.allowedOrigins))
      return respondWithProblem(context, {
        code: 'foreign-page',
        detail: 'Only pages of this service may do this with its cookies.',
      });
    const body = await readBody(request, endpoint);
    if (!body.ok) return respondWithProblem(context, body.report);
    const verdict = await limitAuth(request, describeAttempt(endpoint, request, body.value, ownOrigin));
    if (verdict.report !== undefined) return respondWithProblem(context, verdict.report, verdict.headers);

    const answer = await handleAuth(rebuild(request, body.text, ownOrigin), {
      requestId: context.get('requestId'),
      waitUntil: context.env.waitUntil,
    });
    switch (answer.kind) {
      case 'answered': {
        const { response } = answer;
        const headers = new Headers(response.headers);
        for (const [name, value] of Object.entries(verdict.headers)) headers.set(name, value);
        return new Response(response.body, { status: response.status, headers });
      }
      case 'database-failed':
        log({
          level: 'error',
          event: 'database-failed',
          reason: 'error',
          requestId: context.get('requestId'),
        });
        return respondWithProblem(context, {
          code: 'unavailable',
          detail: 'Accounts cannot be read right now.',
          retryAfterSeconds: unavailableSeconds,
        });
      case 'broken':
        return respondWithProblem(context, reportError(log, answer.error, context.get('requestId')));
    }
  });
}

function compilePath(path: string): RegExp {
  return new RegExp(`^${basePath}${path.replace(/:\w+/g, '[^/]+')}$`);
}

/**
 * Whether what changes something comes from where it may: with cookies, from a page of ours; without, from such a page, one of the
 * allowed origins, or no page at all. A Bearer token is nothing that a browser adds by itself.
 */
function isFromOwnPage(
  { headers, method }: Request,
  ownOrigin: string,
  allowedOrigins: ReadonlySet<string>,
): boolean {
  const origin = headers.get('Origin');
  if (origin !== null && origin !== ownOrigin && !allowedOrigins.has(origin)) return false;
  if (origin === null && headers.get('Sec-Fetch-Site') === 'cross-site') return false;
  const countsCookies = headers.has('Cookie') && !headers.has('Authorization');
  return !countsCookies || isOwnPage(headers, method, ownOrigin);
}

type BodyRead =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly report: ProblemReport };

/** Forms are not taken: a foreign page can send them without being asked for leave first. */
async function readBody(request: Request, { method, fields }: AuthEndpoint): Promise<BodyRead> {
  if (method === 'GET' || request.body === null) return { ok: true, text: '', value: undefined };
  const read = await readJsonText(request, authLimits.bodyBytesMax);
  if (!read.ok || fields === undefined) return read;
  // The library takes whatever it does not know, and leaves out without a word what may not be set.
  const result = z
    .strictObject(Object.fromEntries(fields.map((name) => [name, z.unknown()])))
    .safeParse(read.value);
  if (result.success) return read;
  const errors = listSchemaFaults(result.error).filter(({ fix }) => fix !== undefined);
  if (errors.length === 0) return read;
  const detail = 'Parts of the body are not as they should be.';
  return { ok: false, report: { code: 'invalid-request', detail, errors } };
}

function describeAttempt(
  { attemptOn }: AuthEndpoint,
  { headers }: Request,
  body: unknown,
  ownOrigin: string,
): { readonly on: string | undefined } | undefined {
  const { prefix } = chooseCookieStyle(ownOrigin);
  switch (attemptOn) {
    case undefined:
      return undefined;
    case 'email': {
      const email: unknown =
        typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : undefined;
      return { on: typeof email === 'string' ? `email:${email.trim().toLowerCase()}` : undefined };
    }
    case 'two-factor':
      return { on: readSigned(readCookie(headers, `${prefix}.two_factor`)) };
    case 'session':
      return { on: readSigned(readBearer(headers) ?? readCookie(headers, nameSessionCookie(ownOrigin))) };
  }
}

function readBearer(headers: Headers): string | undefined {
  return headers.get('Authorization')?.replace(/^bearer\s+/i, '');
}

/**
 * What a signature is of, however it is written: one session must not be several by a `%`, a quote or a space more.
 */
function readSigned(text: string | undefined): string | undefined {
  return (text && (decodeCookieValue(text) ?? text))?.replaceAll(/["\s]/g, '').split('.')[0];
}

function readCookie(headers: Headers, name: string): string | undefined {
  const pairs = (headers.get('Cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** The request for the library. A header that names somebody is not to be outdone by a cookie that names another. */
function rebuild(request: Request, text: string, ownOrigin: string): Request {
  const headers = new Headers(request.headers);
  if (headers.has('Authorization')) {
    const session = `${nameSessionCookie(ownOrigin)}=`;
    const others = (headers.get('Cookie') ?? '')
      .split(';')
      .map((pair) => pair.trim())
      .filter((pair) => pair !== '' && !pair.startsWith(session));
    if (others.length === 0) headers.delete('Cookie');
    else headers.set('Cookie', others.join('; '));
  }
  return new Request(request.url, {
    method: request.method,
    headers,
    ...(text !== '' && { body: text }),
  });
}
