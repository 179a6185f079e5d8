import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { Bindings } from '../../src/env.ts';
import { createTestApp, type TestParts } from '../harness.ts';

/** The secret of the public test vector, which the tests' bindings have. */
export const testSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
export const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
export const path = '/api/webhooks/clerk';

/** The clock of these tests, in milliseconds: {@link nowSeconds} and a bit. */
export const nowMs = 1_700_000_100_250;
export const nowSeconds = Math.floor(nowMs / 1000);

/** A request that delivers a message. */
export interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

export interface SignOptions {
  readonly id?: string;
  readonly timestamp?: number | string;
  readonly secret?: string;
}

let messages = 0;

export function newMessageId(): string {
  return `msg_${String(++messages).padStart(27, '0')}`;
}

export function toBytes(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Base64 of the HMAC, by the words of the specification. */
export function signatureOf(
  id: string,
  timestamp: number | string,
  body: Uint8Array,
  secret: string,
): string {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
}

/** A delivery as Svix makes it. */
export function sign(content: unknown, options: SignOptions = {}): Delivery {
  const { id = newMessageId(), timestamp = nowSeconds, secret = testSecret } = options;
  const body = toBytes(content);
  return {
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Svix-Webhooks/1.62',
      'svix-id': id,
      'svix-timestamp': String(timestamp),
      'svix-signature': `v1,${signatureOf(id, timestamp, body, secret)}`,
    },
    body,
  };
}

let senders = 0;

/** Fewer than the budget of one address, and so few addresses that counting them costs nothing. */
const deliveriesOfAddress = 500;

function nextAddress(): string {
  const address = Math.floor(senders++ / deliveriesOfAddress);
  return `10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`;
}

/** With these, deliveries can be judged. */
export const webhookBindings = {
  CLERK_JWKS_URL: 'https://clerk.bloqr.test/.well-known/jwks.json',
  CLERK_WEBHOOK_SECRET: testSecret,
};

/** Deliveries come from ever other addresses, so that the budget of none of them ends. */
export function createReceiver(bindings: Bindings, parts: TestParts = {}) {
  const { call, entries } = createTestApp(
    { ...webhookBindings, ...bindings },
    { now: () => nowMs, ...parts },
  );
  const post = (delivery: Delivery, at: string = path): Promise<Response> =>
    call(at, {
      method: 'POST',
      headers: {
        ...delivery.headers,
        'CF-Connecting-IP': nextAddress(),
      },
      body: delivery.body,
    });
  return {
    call,
    entries,
    post,
    /** Delivers something signed and gives the outcome, or the status where there is none. */
    deliver: async (content: unknown, signing: SignOptions = {}): Promise<string | number> => {
      const response = await post(sign(content, signing));
      if (response.status !== 200) return response.status;
      const { outcome } = await response.json<{ outcome: string }>();
      return outcome;
    },
  };
}
