import type { Delay } from '../../lib/delay.ts';
import { withTimeLimit } from '../../lib/with-time-limit.ts';
import type { SessionAdapter } from '../session-adapter.ts';
import type { ClerkGlobal } from './clerk-global.ts';
import type { ClerkTokens } from './clerk-token.ts';

/** How long Clerk may take; its library tries again for minutes. */
const timeLimitMs = 10_000;

/** Clerk, whose library keeps the session alive and says whose it is. */
export function createClerkAdapter(
  clerk: Pick<ClerkGlobal, 'session' | 'signOut'>,
  tokens: Pick<ClerkTokens, 'get'>,
  delay: Delay,
): SessionAdapter {
  const limit = async <Value>(work: Promise<Value>, sentence: string): Promise<Value> => {
    try {
      return await withTimeLimit(work, { milliseconds: timeLimitMs, sentence }, delay);
    } catch (cause) {
      throw new Error(sentence, { cause });
    }
  };
  return {
    name: 'clerk',
    check: async () => {
      const { session } = clerk;
      if (session === null || session === undefined) return { kind: 'signed-out' };
      return {
        kind: 'signed-in',
        getToken: (isFresh) =>
          limit(tokens.get(session, isFresh), 'Clerk, which keeps the accounts, does not answer.'),
      };
    },
    signOut: () =>
      limit(
        clerk.signOut(() => undefined),
        'Clerk did not end the session. Try again.',
      ),
  };
}
