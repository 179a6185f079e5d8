import { env } from 'cloudflare:workers';
import { Buffer } from 'node:buffer';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { origin } from '../harness.ts';

const hash = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();

/** A passkey whose private key a test has, in the database already; the part of a browser is played by {@link Passkey.answer}. */
export interface Passkey {
  readonly id: string;
  /** What a browser sends to sign in (https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion). */
  answer(challenge: string): object;
}

/** Gives somebody a passkey of this host. */
export async function givePasskey(userId: string): Promise<Passkey> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  // COSE_Key of kty EC2, ES256 on P-256 (RFC 9053, section 7.1.1).
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  await env.DB.prepare(
    `INSERT INTO auth_passkeys (id, user_id, name, public_key, credential_id, counter, device_type, backed_up, transports, created_at)
      VALUES (?1, ?2, 'k', ?3, ?4, 0, 'singleDevice', 0, 'internal', '2026-01-01T00:00:00.000Z')`,
  )
    .bind(crypto.randomUUID(), userId, cose.toString('base64'), id)
    .run();
  return {
    id,
    answer(challenge) {
      const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }));
      // Present and verified; a counter that never counts.
      const flags = Buffer.from([0x05, 0, 0, 0, 0]);
      const authenticatorData = Buffer.concat([hash(new URL(origin).hostname), flags]);
      const signature = sign('sha256', Buffer.concat([authenticatorData, hash(clientData)]), privateKey);
      return {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authenticatorData.toString('base64url'),
          signature: signature.toString('base64url'),
        },
      };
    },
  };
}
