import type { JsonObject } from '../json/json-object.ts';

/**
 * A JWT template. Source: https://github.com/clerk/openapi-specs/blob/main/bapi/2026-05-12.yml, schema `JWTTemplate`
 */
export interface JwtTemplate {
  readonly object: 'jwt_template';
  readonly id: string;
  readonly name: string;
  readonly claims: JsonObject;
  readonly lifetime: number;
  readonly allowed_clock_skew: number;
  readonly custom_signing_key: boolean;
  readonly signing_algorithm: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** What Clerk writes into every token of a template itself. */
const automaticClaims = ['azp', 'exp', 'iat', 'iss', 'jti', 'nbf', 'sub'];

/**
 * What belongs to sessions and cannot be in a template's token.
 * Source: https://clerk.com/docs/guides/sessions/jwt-templates#default-claims
 */
const sessionClaims = ['sid', 'v', 'pla', 'fea', 'fva', 'sts', 'act', 'o'];

/** The first claim of these that a template, or a customised session token, may not set itself. */
export function findReservedClaim(claims: JsonObject): string | undefined {
  return [...automaticClaims, ...sessionClaims].find((name) => Object.hasOwn(claims, name));
}
