import { vi } from 'vitest';

/** Who somebody is at GitHub, and the token that GitHub gives of them. */
export interface GithubPerson {
  readonly id: number;
  readonly email: string;
  readonly token: string;
  /** Left out, GitHub has seen that the address is theirs. */
  readonly isVerified?: boolean;
  /** What others give besides, who are asked in the same way. */
  readonly idToken?: string;
}

const realFetch = fetch;

/**
 * Has GitHub say that whoever comes is this person; undefined, that it knows no such code. Nothing else of the network changes.
 * `vi.unstubAllGlobals` ends it.
 */
export function stubGithub(person: GithubPerson | undefined): void {
  vi.stubGlobal('fetch', async (input: Request | URL | string, init?: RequestInit) => {
    const address = input instanceof Request ? input.url : String(input);
    const { hostname, pathname } = new URL(address);
    if (hostname !== 'github.com' && hostname !== 'api.github.com') return realFetch(input, init);
    if (person === undefined) return Response.json({ error: 'bad_verification_code' });
    const { id, email, token, isVerified = true, idToken } = person;
    switch (pathname) {
      case '/login/oauth/access_token':
        return Response.json({
          access_token: token,
          token_type: 'bearer',
          scope: 'user:email',
          ...(idToken !== undefined && { id_token: idToken }),
        });
      case '/user/emails':
        return Response.json([{ email, primary: true, verified: isVerified }]);
      case '/user':
        return Response.json({ id, login: 'ada', name: 'Ada', email });
      default:
        throw new Error(`nobody asks for ${address}`);
    }
  });
}
