import { BoundedMap } from '../../../lib/bounded-map.ts';
import type { AuthAnswer, AuthCall } from './auth-call.ts';
import type { Library, LibraryParts } from './library-d1.ts';
import type { loadLibrary } from './load-library.ts';

/** Signs people in and up, out and away: the addresses below `/api/auth/`. */
export type HandleAuth = (request: Request, call: AuthCall) => Promise<AuthAnswer>;

/** Origins of one isolate: one where BETTER_AUTH_URL is set, and else the few names of one machine. */
const originsMax = 8;

/**
 * Makes what answers below `/api/auth/`. The library is loaded with the first such request, in that request: what another
 * request has begun may never end in Workers.
 */
export function createHandleAuth(parts: LibraryParts, load: NonNullable<typeof loadLibrary>): HandleAuth {
  const libraries = new BoundedMap<string, Library>(originsMax);
  return async (request, call) => {
    const origin = parts.settings.url ?? new URL(request.url).origin;
    let library = libraries.get(origin);
    if (library === undefined) {
      try {
        const { createLibrary } = await load();
        library = await createLibrary(origin, parts);
      } catch (error) {
        return { kind: 'broken', error };
      }
      libraries.set(origin, library);
    }
    return library.handle(request, call);
  };
}
