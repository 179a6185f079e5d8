import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SigningSecret } from '@bloqr/contract';

/** The headers of a delivery, in the form they must have. */
export interface DeliveryHeaders {
  readonly messageId: string;
  /** Seconds since 1970, as sent: it is part of what is signed. */
  readonly timestamp: string;
  /** Those of the version that is known, 32 bytes each. */
  readonly signatures: readonly Uint8Array[];
}

/** What is said of the headers of a delivery. The reasons go to the log. */
export type HeadersVerdict =
  | { readonly kind: 'readable'; readonly headers: DeliveryHeaders }
  | { readonly kind: 'malformed'; readonly reason: 'id' | 'timestamp' | 'signature' }
  | { readonly kind: 'untimely'; readonly reason: 'too-old' | 'too-new' };

/** What is said of a delivery as a whole. */
export type DeliveryVerdict =
  | { readonly kind: 'genuine'; readonly messageId: string }
  | Exclude<HeadersVerdict, { kind: 'readable' }>
  | { readonly kind: 'forged'; readonly reason: 'no-match' };

/** How far its time may be from ours, before and after. */
const toleranceSeconds = 300;
/** Svix signs with at most eleven secrets at a time: the current one and ten older. */
const signaturesMax = 16;
const signatureHeaderMax = 2048;

/** Without a dot, which separates the parts of what is signed. */
const idForm = /^[A-Za-z0-9_-]{1,128}$/;
/** Good until the year 2286; `parseInt`, as the libraries have it, would also take `1614265330abc`. */
const timestampForm = /^\d{10}$/;
const signatureHeaderForm = /^v\d+[a-z]?,[^ ,]+( v\d+[a-z]?,[^ ,]+)*$/;
/** Base64 of 32 bytes: the last letter has two bits that are always 0. */
const signatureForm = /^v1,([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)$/;

/**
 * Reads the headers of a delivery and looks at its time. Only the names that begin with `svix-`, which Clerk sends; of two
 * headers of one name a request has the values joined by a comma, which fits no form.
 *
 * @param nowMs milliseconds since 1970
 */
export function readDeliveryHeaders(headers: Headers, nowMs: number): HeadersVerdict {
  const messageId = headers.get('svix-id') ?? '';
  if (!idForm.test(messageId)) return { kind: 'malformed', reason: 'id' };
  const timestamp = headers.get('svix-timestamp') ?? '';
  if (!timestampForm.test(timestamp)) return { kind: 'malformed', reason: 'timestamp' };
  const signatureHeader = headers.get('svix-signature') ?? '';
  const parts = signatureHeader.split(' ');
  if (
    signatureHeader.length > signatureHeaderMax ||
    parts.length > signaturesMax ||
    !signatureHeaderForm.test(signatureHeader)
  ) {
    return { kind: 'malformed', reason: 'signature' };
  }
  const age = Math.floor(nowMs / 1000) - Number(timestamp);
  if (age > toleranceSeconds) return { kind: 'untimely', reason: 'too-old' };
  if (age < -toleranceSeconds) return { kind: 'untimely', reason: 'too-new' };
  return { kind: 'readable', headers: { messageId, timestamp, signatures: readSignatures(parts) } };
}

/** Of other versions, and of what a version says in another form than it must, nothing is taken. */
function readSignatures(parts: readonly string[]): Uint8Array[] {
  return parts.flatMap((part) => {
    const base64 = signatureForm.exec(part)?.[1];
    return base64 === undefined ? [] : [Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))];
  });
}

/**
 * Whether one of the signatures is that of one of the secrets for these very bytes: HMAC-SHA256 of `id.timestamp.body`.
 * Every pair is compared as a whole, so that the time it takes tells nothing.
 */
export function hasValidSignature(
  { messageId, timestamp, signatures }: DeliveryHeaders,
  body: Uint8Array,
  secrets: readonly SigningSecret[],
): boolean {
  let isValid = false;
  for (const { bytes } of secrets) {
    const expected = createHmac('sha256', bytes).update(`${messageId}.${timestamp}.`).update(body).digest();
    for (const signature of signatures) {
      const isEqual = timingSafeEqual(expected, signature);
      isValid ||= isEqual;
    }
  }
  return isValid;
}

/** Judges a delivery as a whole: the headers, the time, then the signature of the raw body. */
export function verifyDelivery(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly SigningSecret[],
  nowMs: number,
): DeliveryVerdict {
  const verdict = readDeliveryHeaders(headers, nowMs);
  if (verdict.kind !== 'readable') return verdict;
  return hasValidSignature(verdict.headers, body, secrets)
    ? { kind: 'genuine', messageId: verdict.headers.messageId }
    : { kind: 'forged', reason: 'no-match' };
}
