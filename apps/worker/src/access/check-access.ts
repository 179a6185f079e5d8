import type { AccessSettings } from '@bloqr/contract';
import { createKeyStore, type KeyStoreParts } from '../auth/jwt/key-store.ts';
import type { Log } from '../lib/log.ts';
import type { ProblemReport } from '../lib/problem-report.ts';
import type { WaitUntil } from '../lib/wait-until.ts';
import { isSameEmail } from './same-email.ts';
import { verifyAssertion } from './verify-assertion.ts';

/**
 * Why a request of an administrator goes no further, or undefined where it came through Cloudflare Access as that person, or
 * Access is not set up.
 *
 * @param email the address of the account that asks; null where it has none, which is nobody's at Access
 */
export type CheckAccess = (
  headers: Pick<Headers, 'get'>,
  email: string | null,
  waitUntil: WaitUntil,
) => Promise<ProblemReport | undefined>;

export interface CheckAccessParts extends Pick<KeyStoreParts, 'fetch' | 'blobs' | 'archive' | 'now'> {
  readonly log: Log;
}

/**
 * Where Access puts its token. The cookie `CF_Authorization` has the same one and is not read: it is not always there, and
 * pages of neighbouring hosts can set one.
 */
export const assertionHeader = 'Cf-Access-Jwt-Assertion';

/** Makes the second door. Each refusal has one and the same answer; the reason goes to the log, the token never does. */
export function createCheckAccess(settings: AccessSettings, parts: CheckAccessParts): CheckAccess {
  if (settings.kind === 'off') return async () => undefined;
  if (settings.kind === 'closed') return async () => misconfigured;
  const { fetch, blobs, archive, now, log } = parts;
  const keys = createKeyStore(settings.keySetUrl, {
    fetch,
    blobs,
    archive,
    now,
    onFailure: (reason) =>
      log({ level: 'error', event: 'key-set-failed', provider: 'cloudflare-access', reason }),
  });

  function deny(reason: string): ProblemReport {
    log({ level: 'info', event: 'access-denied', reason });
    return denied;
  }

  return async (headers, email, waitUntil) => {
    // Two of these headers arrive as one with a comma, which no token has.
    const token = headers.get(assertionHeader);
    if (token === null || token === '') return deny('missing');
    const verification = await verifyAssertion(
      token,
      { find: (keyId) => keys.find(keyId, waitUntil) },
      settings,
      now(),
    );
    switch (verification.kind) {
      case 'invalid':
        return deny(verification.reason);
      case 'unavailable':
        return {
          code: 'unavailable',
          detail: 'The token of Cloudflare Access cannot be judged right now.',
          retryAfterSeconds: verification.retryAfterSeconds,
        };
      case 'valid':
        if (email === null) return deny('account-without-email');
        return isSameEmail(verification.email, email) ? undefined : deny('other-email');
    }
  };
}

const denied: ProblemReport = {
  code: 'access-denied',
  detail: 'Come through Cloudflare Access, with the e-mail address of your account here.',
};

const misconfigured: ProblemReport = {
  code: 'misconfigured',
  detail: 'The operator of this service has to mend its settings; its log says which.',
};
