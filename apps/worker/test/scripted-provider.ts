import type {
  AuthProvider,
  Presentation,
  SessionVerification,
  VerifiedSession,
} from '../src/auth/auth-provider.ts';

/** What a token says, beyond what most of them do; or what becomes of it. */
export type ScriptedToken = Partial<VerifiedSession> | Exclude<SessionVerification, { kind: 'valid' }>;

/** An auth provider that knows these tokens and no others. A token is the person's id, too. */
export function createScriptedProvider(
  tokens: Readonly<Record<string, ScriptedToken>>,
  asked: { token: string; presentation: Presentation; ownOrigin: string }[] = [],
): AuthProvider {
  return {
    name: 'clerk',
    takes: () => true,
    listCookieNames: () => ['__session_abcdefgh', '__session'],
    async verifySession(token, presentation, ownOrigin) {
      asked.push({ token, presentation, ownOrigin });
      const script = new Map(Object.entries(tokens)).get(token);
      if (script === undefined) return { kind: 'invalid', reason: 'unknown' };
      if ('kind' in script) return script;
      const session: VerifiedSession = {
        provider: 'clerk',
        subject: `user_${token}`,
        issuedAtMs: 1000,
        claimedTier: undefined,
        isClaimFresh: true,
        impersonator: undefined,
        ...script,
      };
      return { kind: 'valid', session };
    },
  };
}
