import { createKeyEndpoint } from '../tokens/key-endpoint.ts';
import { createSigningKey, type SigningKey, signToken } from '../tokens/signing-key.ts';
import type { Claims } from '../tokens/token-workshop.ts';

/** The tag of the application that administrators go through. */
export const audience = '32eafc7626e974616deaf0dc3ce63d7bcbed58a2731e84d06bc3cdf1b53c4228';

/** What changes in a token; a member that is undefined is left out. */
export interface AssertionChange {
  readonly header?: Claims;
  readonly claims?: Claims;
  readonly key?: SigningKey;
}

/** A stand-in for a team at Cloudflare Access: it publishes keys as one does, and signs application tokens. */
export interface AccessTeam {
  readonly issuer: string;
  readonly keySetUrl: string;
  readonly key: SigningKey;
  /** Stands in for the network: it has the key set and nothing else. */
  readonly endpoint: ReturnType<typeof createKeyEndpoint>;
  /** Header and claims of somebody's token, as the documentation has them. */
  header(change?: Claims): Claims;
  claims(email: string, nowSeconds: number, change?: Claims): Claims;
  sign(email: string, nowSeconds: number, change?: AssertionChange): Promise<string>;
}

/**
 * The form of tokens and key set:
 * https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/
 */
export async function createAccessTeam(name = 'my-team'): Promise<AccessTeam> {
  const issuer = `https://${name}.cloudflareaccess.com`;
  const key = await createSigningKey('6c3bffef71bb0a90c9cbef3b7c0d4a1c7b4b8b76b80292a623afd9dac45d1c65');
  const header = (change: Claims = {}): Claims => ({
    alg: 'RS256',
    kid: key.keyId,
    typ: 'JWT',
    ...change,
  });
  const claims = (email: string, nowSeconds: number, change: Claims = {}): Claims => ({
    aud: [audience],
    email,
    exp: nowSeconds - 60 + 86_400,
    iat: nowSeconds - 60,
    nbf: nowSeconds - 60,
    iss: issuer,
    type: 'app',
    identity_nonce: '6ei69kawdKzMIAPF',
    sub: '7335d417-61da-459d-899c-0a01c76a2f94',
    country: 'US',
    ...change,
  });
  return {
    issuer,
    keySetUrl: `${issuer}/cdn-cgi/access/certs`,
    key,
    endpoint: createKeyEndpoint(() => new Response(publishTeam(key))),
    header,
    claims,
    sign: (email, nowSeconds, change = {}) =>
      signToken(change.key ?? key, header(change.header), claims(email, nowSeconds, change.claims)),
  };
}

/** The current key last, the one before it first, and both again as certificates, which are not looked at. */
export function publishTeam(...keys: readonly SigningKey[]): string {
  const certificates = keys.map(({ keyId }) => ({
    kid: keyId,
    cert: '-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\n',
  }));
  return JSON.stringify({
    keys: keys.map(({ jwk }) => jwk),
    public_cert: certificates.at(-1),
    public_certs: certificates,
  });
}
