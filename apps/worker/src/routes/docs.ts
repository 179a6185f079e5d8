import manifest from '../../package.json' with { type: 'json' };
import { docsContentPolicy, renderDocsPage } from '../http/docs-page.ts';
import { describeSchemas } from '../http/openapi-document.ts';
import type { Route, RouteDeclaration } from '../http/route.ts';

/** `GET /api/docs`: the description of the API, for people. */
export function createDocsRoute(listRoutes: () => readonly RouteDeclaration[]): Route {
  let page: string | undefined;
  return {
    method: 'GET',
    path: '/api/docs',
    summary: 'This description, for people',
    credential: 'none',
    authority: 'claim',
    tier: 'anonymous',
    scope: null,
    limit: 'uncounted',
    answers: [{ status: 200, description: 'A page without scripts.', mediaType: 'text/html' }],
    problems: [],
    handle: async () => {
      page ??= renderDocsPage(listRoutes(), describeSchemas(listRoutes()), manifest.version);
      return new Response(page, {
        headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': docsContentPolicy },
      });
    },
  };
}
