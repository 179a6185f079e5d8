import { fieldsOf, parseJson } from '../../lib/read-fields.ts';
import type { AdapterState, SessionAdapter } from '../session-adapter.ts';

/**
 * Better Auth, whose session is a cookie that pages cannot read. Whether it holds says `GET /api/config`, which everybody may
 * ask and which counts nowhere: the tier in it is that of whoever asks.
 */
export function createBetterAuthAdapter(ask: typeof fetch): SessionAdapter {
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
      const known = tierOf(config);
      if (known !== undefined) return describeTier(known);
      const response = await ask('/api/config', {});
      if (response.status === 401) {
        // A cookie that does not hold is sent with every request, and each is refused for it.
        await signOut();
        return { kind: 'signed-out' };
      }
      if (!response.ok) return { kind: 'failed', reason: 'The service cannot say who is signed in.' };
      return describeTier(tierOf(parseJson(await response.text())));
    },
  };
}

function tierOf(config: unknown): string | undefined {
  const { tier } = fieldsOf(config);
  return typeof tier === 'string' ? tier : undefined;
}

function describeTier(tier: string | undefined): AdapterState {
  if (tier === undefined || tier === 'anonymous') return { kind: 'signed-out' };
  return { kind: 'signed-in', getToken: async () => undefined };
}
