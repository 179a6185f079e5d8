import type { AccountTier } from '../../../users/user.ts';
import type { Presentation, SessionVerification } from '../../auth-provider.ts';
import type { JwtPolicy } from '../../jwt/check-claims.ts';
import { isJsonObject, type JsonObject, readMember } from '../../jwt/strict-json.ts';
import type { TokenMemo } from '../../jwt/token-memo.ts';
import { type VerificationKeys, type VerifiedJwt, verifyJwt } from '../../jwt/verify-jwt.ts';
import { readClerkTier } from './clerk-user.ts';

/** What the service takes from an instance of Clerk. */
export interface SessionTokenPolicy {
  readonly issuer: string;
  /** Whether the page of this origin may ask for tokens. */
  readonly isAllowedOrigin: (origin: string) => boolean;
  readonly isMissingAzpAllowed: boolean;
}

/** Reasons of Clerk's own why a token does not hold. */
export type SessionTokenRefusal = 'token-category' | 'session-status' | 'actor';

/** A token that names receivers must name this one; JWT templates may add it as `aud`. Session tokens name none. */
export const audience = 'bloqr-backend';

/**
 * What a token is for, in its header (`cat`): of a session, of a JWT template, or without meaning. Older tokens have none, and
 * tokens of machines have another (`tokens/tokenTypes.ts`, `jwt/assertions.ts` in
 * https://github.com/clerk/javascript/tree/main/packages/backend/src).
 */
const categories: readonly unknown[] = ['cl_B7d4PD111AAA', 'cl_B7d4PD222AAA', 'cl_I7d4PD111III'];

/** Only people: machines begin with `mch_`. */
const subject = /^user_[A-Za-z0-9]+$/;

/** A claim in a token that lives no longer counts without a look at the row. */
const freshLifeSeconds = 300;

/**
 * Judges a session token of Clerk, or one that was made from a JWT template
 * (https://clerk.com/docs/guides/sessions/session-tokens, …/jwt-templates). A cookie must say which page asked for the token;
 * a Bearer token need not where the settings let it.
 */
export async function verifySessionToken(
  token: string,
  presentation: Presentation,
  keys: VerificationKeys,
  policy: SessionTokenPolicy,
  nowMs: number,
  memo?: TokenMemo,
): Promise<SessionVerification> {
  const { issuer, isAllowedOrigin, isMissingAzpAllowed } = policy;
  const jwtPolicy: JwtPolicy<SessionTokenRefusal> = {
    issuer,
    audience: { name: audience, isRequired: false },
    authorizedParty: {
      isAllowed: isAllowedOrigin,
      isRequired: presentation === 'cookie' || !isMissingAzpAllowed,
    },
    subject,
    check: findFault,
  };
  const verification = await verifyJwt(token, keys, jwtPolicy, nowMs, memo);
  switch (verification.kind) {
    case 'invalid':
      return verification;
    case 'unavailable':
      return { ...verification, reason: 'key-set-unavailable' };
    case 'valid':
      return describeSession(verification.jwt);
  }
}

function findFault(header: JsonObject, claims: JsonObject): SessionTokenRefusal | undefined {
  if (Object.hasOwn(header, 'cat') && !categories.includes(header.cat)) return 'token-category';
  if (Object.hasOwn(claims, 'sts') && typeof claims.sts !== 'string') return 'session-status';
  return Object.hasOwn(claims, 'act') && readActor(claims) === undefined ? 'actor' : undefined;
}

function describeSession({ subject, issuedAt, expiresAt, claims }: VerifiedJwt): SessionVerification {
  // `pending` is the one other status there is; one that we do not know yet is no better.
  if ((readMember(claims, 'sts') ?? 'active') !== 'active') return { kind: 'pending' };
  return {
    kind: 'valid',
    session: {
      provider: 'clerk',
      subject,
      issuedAtMs: issuedAt * 1000,
      claimedTier: readTier(claims),
      isClaimFresh: expiresAt - issuedAt <= freshLifeSeconds,
      impersonator: readActor(claims),
    },
  };
}

/** Who acts as the subject (RFC 8693, section 4.1). */
function readActor(claims: JsonObject): string | undefined {
  const actor = readMember(claims, 'act');
  const name = isJsonObject(actor) ? readMember(actor, 'sub') : undefined;
  return typeof name === 'string' && name !== '' ? name : undefined;
}

/** The claim `metadata` is the user's public metadata, which only the operator writes. Nothing odd in it is an error. */
function readTier(claims: JsonObject): AccountTier | undefined {
  const metadata = readMember(claims, 'metadata');
  if (metadata === undefined) return undefined;
  const tier = isJsonObject(metadata) ? readMember(metadata, 'tier') : undefined;
  return readClerkTier(tier);
}
