import type { Delay } from '../../lib/delay.ts';
import { withTimeLimit } from '../../lib/with-time-limit.ts';
import type { SessionAdapter } from '../session-adapter.ts';
import type { ClerkGlobal } from './clerk-global.ts';
import type { ClerkTokens } from './clerk-token.ts';

/** How long Clerk may take to end a session. */
const signOutTimeLimitMs = 10_000;

/** Clerk, whose library keeps the session alive and says whose it is. */
export function createClerkAdapter(
  clerk: Pick<ClerkGlobal, 'session' | 'signOut'>,
  tokens: Pick<ClerkTokens, 'get'>,
  delay: Delay,
): SessionAdapter {
  return {
    name: 'clerk',
    check: async () => {
      const { session } = clerk;
      if (session === null || session === undefined) return { kind: 'signed-out' };
      return { kind: 'signed-in', getToken: (isFresh) => tokens.get(session, isFresh) };
    },
    signOut: async () => {
      const sentence = 'Clerk did not end the session. Try again.';
      try {
        await withTimeLimit(
          clerk.signOut(() => undefined),
          { milliseconds: signOutTimeLimitMs, sentence },
          delay,
        );
      } catch {
        throw new Error(sentence);
      }
    },
  };
}
