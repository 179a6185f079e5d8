import { randomHex } from '../ids/make-id.ts';
import type { Instance } from '../instance/instance.ts';
import type { JwtTemplate } from '../jwt-templates/jwt-template.ts';
import { renderClaims } from '../jwt-templates/render-claims.ts';
import { isOrigin, sortNames, type TokenRequest } from './session-token.ts';
import { signJwt } from './sign-jwt.ts';

/** The protected header's `cat` of tokens made from templates. */
const templateCategory = 'cl_B7d4PD222AAA';

/**
 * A token of a JWT template: the template's claims and Clerk's automatic ones, none of the session.
 * Source: https://clerk.com/docs/guides/sessions/jwt-templates#default-claims
 */
export async function mintTemplateToken(
  instance: Instance,
  template: JwtTemplate,
  { user, origin, expiresInSeconds = template.lifetime }: TokenRequest,
): Promise<string> {
  const now = Math.floor(instance.now() / 1000);
  const header = { alg: 'RS256', cat: templateCategory, kid: instance.signingKey.kid, typ: 'JWT' };
  const claims = {
    ...renderClaims(template.claims, user),
    ...(isOrigin(origin) ? { azp: origin } : {}),
    exp: now + expiresInSeconds,
    iat: now,
    iss: instance.issuer,
    jti: randomHex(10, instance.randomBytes),
    nbf: now - template.allowed_clock_skew,
    sub: user.id,
  };
  return signJwt(instance.signingKey, header, sortNames(claims));
}
