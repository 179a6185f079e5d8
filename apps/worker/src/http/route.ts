import type { Problem, ProblemCode, Scope, Tier } from '@bloqr/contract';
import type { z } from 'zod';
import type { Principal } from '../auth/principal.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import { readJsonBody } from './json-body.ts';
import { readQuery } from './read-query.ts';
import { readTextOrJsonBody } from './text-body.ts';

/** A request with what the layers before the route found out about it. */
export interface RouteCall {
  readonly request: Request;
  readonly principal: Principal;
  /** What `X-Request-Id` of the answer will be. */
  readonly requestId: string;
  /** The parts of the address that the path names, such as `id`; decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
  /** Keeps the request's work going until `work` settles, also where the client has left. */
  readonly waitUntil: WaitUntil;
  /** The problem that the answer would be for this report; for an answer that has begun already. */
  readonly describeProblem: (report: ProblemReport) => Problem;
  /** The same for a broken invariant, which goes to the log. */
  readonly describeError: (error: unknown) => Problem;
}

/** A schema with the name it has in the description of the API. */
export interface NamedSchema<Value = unknown> {
  readonly name: string;
  readonly schema: z.ZodType<Value>;
}

/** A kind of success of an operation. */
export interface RouteAnswer {
  readonly status: number;
  readonly description: string;
  readonly mediaType?: string;
  /** The form of a JSON answer; text has none. */
  readonly form?: NamedSchema;
  /** The names of headers that are special to it. */
  readonly headers?: readonly string[];
}

/** What an operation takes as its body. */
export interface RouteBody<Value = unknown> extends NamedSchema<Value> {
  readonly bytesMax: number;
  /** One that works as it stands. */
  readonly example: Value;
  /** Whether its text may also be sent by itself, as `text/plain`. */
  readonly isTextTaken?: true;
}

/** What an operation takes behind the question mark: an object whose fields are read from text. */
export interface RouteQuery<Value = unknown> {
  readonly schema: z.ZodType<Value, Record<string, string | undefined>> & {
    readonly shape: z.core.$ZodShape;
  };
}

/** An operation of the API, declared once: the router, the answer 405, the API's description and the tests come from this. */
export interface RouteDeclaration {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Variable parts stand in braces: `/api/keys/{id}`. */
  readonly path: `/api/${string}`;
  /** Whether the address may end in a slash, too, for callers who cannot choose. */
  readonly isTrailingSlashTaken?: true;
  /** What it does, as a heading. */
  readonly summary: string;
  /** More of that, where the summary does not say it all. */
  readonly description?: string;
  /** `none`: nobody is asked who they are; `optional`: whoever says who they are may do more. */
  readonly credential: 'none' | 'optional' | 'required';
  /**
   * What is asked for a person's tier: `claim`, a fresh token that says it; `row`, their row and such a token, the newer of
   * the two; `row-alone`, nothing but the row. Without a claim the row is asked in any case.
   */
  readonly authority: 'claim' | 'row' | 'row-alone';
  /** The lowest tier that may call it. */
  readonly tier: Tier;
  /** What an API key must be good for. Null: any key will do, or where a credential is required, none. */
  readonly scope: Scope | null;
  /** Whether calls count towards the caller's requests per minute; webhooks have a budget of their own. */
  readonly limit: 'counted' | 'uncounted' | 'webhook';
  readonly query?: RouteQuery;
  readonly body?: RouteBody;
  readonly answers: readonly RouteAnswer[];
  /** The problems that its own work can end with; those of the layers before it come on top. */
  readonly problems: readonly ProblemCode[];
}

/** A declared operation together with what it does. */
export interface Route extends RouteDeclaration {
  readonly handle: (call: RouteCall) => Promise<Response | ProblemReport>;
}

/** What a route that takes a body says in addition. */
export interface BodyRouteDeclaration<Body> extends RouteDeclaration {
  readonly body: RouteBody<Body>;
}

/** Makes a route whose handler gets the parsed body; everything that is wrong with a body is answered before it. */
export function defineBodyRoute<Body>(
  declaration: BodyRouteDeclaration<Body>,
  handle: (call: RouteCall & { readonly body: Body }) => Promise<Response | ProblemReport>,
): Route {
  const { schema, bytesMax, isTextTaken } = declaration.body;
  const read = isTextTaken ? readTextOrJsonBody : readJsonBody;
  return {
    ...declaration,
    handle: async (call) => {
      const parsed = await read(call.request, schema, bytesMax);
      return parsed.ok ? handle({ ...call, body: parsed.value }) : parsed.report;
    },
  };
}

/** What a route that takes a query says in addition. */
export interface QueryRouteDeclaration<Query> extends RouteDeclaration {
  readonly query: RouteQuery<Query>;
}

/** Makes a route whose handler gets the parsed query. */
export function defineQueryRoute<Query>(
  declaration: QueryRouteDeclaration<Query>,
  handle: (call: RouteCall & { readonly query: Query }) => Promise<Response | ProblemReport>,
): Route {
  const { schema } = declaration.query;
  return {
    ...declaration,
    handle: async (call) => {
      const parsed = readQuery(call.request, schema);
      return parsed.ok ? handle({ ...call, query: parsed.value }) : parsed.report;
    },
  };
}
