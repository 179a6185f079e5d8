import manifest from '../../package.json' with { type: 'json' };
import { describeApi } from '../http/openapi-document.ts';
import type { Route, RouteDeclaration } from '../http/route.ts';

/** `GET /api/openapi.json`: the description of the API, for programs. */
export function createOpenapiRoute(listRoutes: () => readonly RouteDeclaration[]): Route {
  let document: string | undefined;
  return {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description, for programs',
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'uncounted',
    answers: [{ status: 200, description: 'OpenAPI 3.1.', mediaType: 'application/json' }],
    problems: [],
    handle: async () => {
      document ??= JSON.stringify(describeApi(listRoutes(), manifest.version), undefined, 2);
      return new Response(`${document}\n`, { headers: { 'Content-Type': 'application/json' } });
    },
  };
}
