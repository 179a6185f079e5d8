import type { Scope, Tier } from '@bloqr/contract';
import type { z } from 'zod';
import type { ProblemReport } from '../lib/problem-report.ts';
import { readJsonBody } from './json-body.ts';

/** A request with what the layers before the route found out about it. */
export interface RouteCall {
  readonly request: Request;
  readonly tier: Tier;
}

/** An operation of the API, declared once: the router, the answer 405 and the tests come from this. */
export interface RouteDeclaration {
  readonly method: 'GET' | 'POST';
  readonly path: `/api/${string}`;
  /** `none`: nobody is asked who they are; `optional`: whoever says who they are may do more. */
  readonly credential: 'none' | 'optional';
  /** The lowest tier that may call it. */
  readonly tier: Tier;
  /** What an API key must be good for, or null where keys make no difference. */
  readonly scope: Scope | null;
  /** Whether calls count towards the caller's requests per minute. */
  readonly limit: 'counted' | 'uncounted';
}

/** A declared operation together with what it does. */
export interface Route extends RouteDeclaration {
  readonly handle: (call: RouteCall) => Promise<Response | ProblemReport>;
}

/** What a route that takes JSON says in addition. */
export interface JsonRouteDeclaration<Body> extends RouteDeclaration {
  readonly body: { readonly schema: z.ZodType<Body>; readonly bytesMax: number };
}

/** Makes a route whose handler gets the parsed body; everything that is wrong with a body is answered before it. */
export function defineJsonRoute<Body>(
  { body, ...declaration }: JsonRouteDeclaration<Body>,
  handle: (call: RouteCall & { readonly body: Body }) => Promise<Response | ProblemReport>,
): Route {
  return {
    ...declaration,
    handle: async (call) => {
      const parsed = await readJsonBody(call.request, body.schema, body.bytesMax);
      return parsed.ok ? handle({ ...call, body: parsed.value }) : parsed.report;
    },
  };
}
