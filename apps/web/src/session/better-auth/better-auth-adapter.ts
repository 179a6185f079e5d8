import { fieldsOf, parseJson } from '../../lib/read-fields.ts';
import type { AdapterState, SessionAdapter } from '../session-adapter.ts';

const cannotSay = 'The service cannot say who is signed in.';
/** The cookie goes along by itself. */
const signedIn: AdapterState = { kind: 'signed-in', getToken: async () => undefined };

/**
 * Better Auth, whose session is a cookie that pages cannot read. Whether it holds says `GET /api/config`, which everybody may
 * ask and which counts nowhere: the tier in it is that of whoever asks. Where another provider's cookie may be what it answers to,
 * Better Auth itself is asked.
 *
 * @param hasOtherCookie whether there is a cookie of another provider that is on
 */
export function createBetterAuthAdapter(ask: typeof fetch, hasOtherCookie: () => boolean): SessionAdapter {
  const signOut = async (): Promise<void> => {
    const response = await ask('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    }).catch(() => undefined);
    if (response?.ok !== true) throw new Error('The service did not end the session. Try again.');
  };
  return {
    name: 'better-auth',
    signOut,
    async check(config) {
      if (hasOtherCookie()) return askItself(ask);
      const known = tierOf(config);
      if (known !== undefined) return describeTier(known);
      const response = await ask('/api/config', {});
      if (response.status === 401) {
        // A cookie that does not hold is sent with every request, and each is refused for it.
        await signOut();
        return { kind: 'signed-out' };
      }
      if (!response.ok) return { kind: 'failed', reason: cannotSay };
      return describeTier(tierOf(parseJson(await response.text())));
    },
  };
}

async function askItself(ask: typeof fetch): Promise<AdapterState> {
  const response = await ask('/api/auth/get-session');
  if (!response.ok) return { kind: 'failed', reason: cannotSay };
  // `null` where there is no session.
  const { session } = fieldsOf(parseJson(await response.text()));
  return session === undefined ? { kind: 'signed-out' } : signedIn;
}

function tierOf(config: unknown): string | undefined {
  const { tier } = fieldsOf(config);
  return typeof tier === 'string' ? tier : undefined;
}

function describeTier(tier: string | undefined): AdapterState {
  if (tier === undefined || tier === 'anonymous') return { kind: 'signed-out' };
  return signedIn;
}
