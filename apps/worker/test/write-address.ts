import type { Route } from '../src/http/route.ts';
import type { ProtectedRoute } from './protected-routes.data.ts';

/** The address of a route, with an object in the place of its last parameter. */
export function writeAddress(
  { path }: Pick<Route, 'path'>,
  id: string,
  { fixed = {} }: Pick<ProtectedRoute, 'fixed'> = {},
): string {
  return path.replace(/\{(\w+)\}/g, (_all, name: string) => fixed[name] ?? id);
}
