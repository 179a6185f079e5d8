import { encodeBase64, parseSigningSecret } from './signing-secret.ts';

/** What is signed: an attempt at delivering a message. */
export interface SignedContent {
  /** The message's id, the same in every attempt. */
  readonly messageId: string;
  /** When the attempt is made, in whole seconds since 1970. */
  readonly timestampSeconds: number;
  /** The body, exactly as it is sent. */
  readonly body: string;
}

/**
 * The value of `svix-signature`: for each secret `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64, separated by
 * spaces. https://docs.svix.com/receiving/verifying-payloads/how-manual
 *
 * @throws WebhookError `signing-secret-invalid`
 */
export async function signMessage(content: SignedContent, secrets: readonly string[]): Promise<string> {
  const { messageId, timestampSeconds, body } = content;
  const bytes = new TextEncoder().encode(`${messageId}.${timestampSeconds}.${body}`);
  const signatures = await Promise.all(secrets.map((secret) => signBytes(bytes, secret)));
  return signatures.join(' ');
}

async function signBytes(bytes: Uint8Array<ArrayBuffer>, secret: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', parseSigningSecret(secret), algorithm, false, ['sign']);
  return `v1,${encodeBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes)))}`;
}
