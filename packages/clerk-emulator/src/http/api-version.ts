import { createMiddleware } from 'hono/factory';
import { apiVersionInvalid } from './clerk-error.ts';
import type { EmulatorEnv } from './emulator-env.ts';

/** The versions of the Backend API that exist. Source: https://github.com/clerk/openapi-specs/tree/main/bapi */
const apiVersions = [
  '2021-02-05',
  '2024-10-01',
  '2025-03-12',
  '2025-04-10',
  '2025-11-10',
  '2026-05-12',
] as const;

/** Where a request names no version, it gets the first. */
const [apiVersionDefault] = apiVersions;

/** From this version on, `PATCH /users/{id}` takes no metadata. */
export const apiVersionWithoutMetadata = '2026-05-12';

/**
 * Takes the version from the header `Clerk-API-Version` or from the query's `__clerk_api_version`; naming it twice is an
 * error. Source: https://clerk.com/docs/guides/development/upgrading/versioning
 */
export const readApiVersion = createMiddleware<EmulatorEnv>(async (c, next) => {
  const header = c.req.header('Clerk-API-Version');
  const query = c.req.query('__clerk_api_version');
  if (header !== undefined && query !== undefined) {
    throw apiVersionInvalid(
      'Provide the API version either in the Clerk-API-Version header or in __clerk_api_version, not in both.',
    );
  }
  const version = header ?? query ?? apiVersionDefault;
  if (!apiVersions.some((known) => known === version)) {
    throw apiVersionInvalid(
      `${version} is not a version of the API. Versions are ${apiVersions.join(', ')}.`,
    );
  }
  c.set('apiVersion', version);
  await next();
});
