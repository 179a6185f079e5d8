import { createHash } from 'node:crypto';
import type { SigningSecret } from '@bloqr/contract';
import type { Log } from '../../lib/log.ts';
import type { WaitUntil } from '../../lib/wait-until.ts';
import { timedOut, withTimeLimit } from '../../lib/with-time-limit.ts';
import { decideEffect } from './decide-effect.ts';
import { messageLimitsAt } from './message-limits.ts';
import { type ClerkEvent, decodeBody, readEvent } from './read-event.ts';
import { hasValidSignature, readDeliveryHeaders } from './verify-delivery.ts';
import type { MessageOutcome, TakenMessage, WebhookStore } from './webhook-store.ts';

/** A delivery as it comes in. */
export interface Delivery {
  readonly headers: Headers;
  /** The raw bytes; undefined where there are more than may be sent. Only asked for where the headers are good. */
  readonly readBody: () => Promise<Uint8Array | undefined>;
  readonly waitUntil: WaitUntil;
}

/** What is answered to a delivery. */
export type Reception =
  /** It is genuine and has been dealt with, for good. */
  | { readonly kind: 'taken'; readonly outcome: MessageOutcome | 'repeated' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'not-genuine' }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-configured' }
  /** It is genuine, and must come again. */
  | { readonly kind: 'unavailable' };

export type ReceiveDelivery = (delivery: Delivery) => Promise<Reception>;

export interface ReceiveDeliveryParts {
  /** Empty where none is set, or none that is strong. */
  readonly secrets: readonly SigningSecret[];
  /** The instance of Clerk whose events count; undefined where those of all do. */
  readonly instanceId: string | undefined;
  /** Undefined where no database is bound. */
  readonly store: WebhookStore | undefined;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Svix gives up after 15 s and tries again; by then we have said so ourselves. */
const storeTimeLimitMs = 5000;
/** A delivery adds one message; this many go with one, so that what is too old goes faster than new ones come. */
const prunedAtOnce = 200;
const pruneIntervalMs = 60_000;

/** Makes what takes deliveries from Clerk. It knows nobody: what counts is the signature alone. */
export function createReceiveDelivery(parts: ReceiveDeliveryParts): ReceiveDelivery {
  const { secrets, instanceId, store, log, now } = parts;
  const prune = createPrune(parts);

  return async ({ headers, readBody, waitUntil }) => {
    if (secrets.length === 0) return { kind: 'not-configured' };
    const verdict = readDeliveryHeaders(headers, now());
    if (verdict.kind !== 'readable') {
      log({ level: 'info', event: 'webhook-refused', reason: verdict.reason });
      return { kind: verdict.kind === 'malformed' ? 'malformed' : 'not-genuine' };
    }
    const body = await readBody().catch(() => 'broken-off' as const);
    if (body === undefined) return { kind: 'too-large' };
    if (body === 'broken-off') {
      // Its sender has gone, or wrote it wrongly: no fault of ours, and anybody can do it.
      log({ level: 'info', event: 'webhook-refused', reason: 'broken-off' });
      return { kind: 'not-genuine' };
    }
    if (!hasValidSignature(verdict.headers, body, secrets)) {
      log({ level: 'info', event: 'webhook-refused', reason: 'no-match' });
      return { kind: 'not-genuine' };
    }

    const { messageId } = verdict.headers;
    const event = readEvent(body, messageId);
    const message = {
      id: messageId,
      eventType: event.type,
      eventAtMs: event.atMs,
      bodySha256: createHash('sha256').update(body).digest('hex'),
      body: decodeBody(body),
      receivedAt: new Date(now()),
    };
    const taken = await askStore(parts, store?.take(message, decideEffect(event, instanceId)));
    if (taken === undefined) return { kind: 'unavailable' };
    logTaken(log, messageId, event, taken, now());
    waitUntil(prune());
    return { kind: 'taken', outcome: taken.isRepeated ? 'repeated' : taken.outcome };
  };
}

/** Undefined where there is no answer in time. What was asked may be done all the same; done twice, it is done once. */
async function askStore<Answer>(
  { log }: ReceiveDeliveryParts,
  asked: Promise<Answer> | undefined,
): Promise<Answer | undefined> {
  let reason = 'missing';
  if (asked !== undefined) {
    try {
      const answer = await withTimeLimit(asked, storeTimeLimitMs);
      if (answer !== timedOut) return answer;
      reason = 'timeout';
    } catch {
      reason = 'error';
    }
  }
  log({ level: 'error', event: 'webhook-store-failed', reason });
  return undefined;
}

/** Neither who it is about nor anything of what was said. */
function logTaken(
  log: Log,
  messageId: string,
  event: ClerkEvent,
  { outcome, isRepeated, isSameBody }: TakenMessage,
  nowMs: number,
): void {
  const lagMs = event.atMs === undefined ? null : nowMs - event.atMs;
  const type = event.type ?? null;
  // A message that could not be used may have told of a change that is now missing.
  const level = outcome === 'unusable' && !isRepeated ? 'error' : 'info';
  log({ level, event: 'webhook', messageId, type, outcome: isRepeated ? 'repeated' : outcome, lagMs });
  if (!isSameBody) log({ level: 'error', event: 'webhook-id-reused', messageId });
}

/** Forgets old messages, at most once a minute in an isolate while there are few. Its failure disturbs nobody. */
function createPrune({ store, log, now }: ReceiveDeliveryParts): () => Promise<void> {
  let nextAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = now();
    if (store === undefined || nowMs < nextAtMs) return;
    nextAtMs = nowMs + pruneIntervalMs;
    try {
      const count = await withTimeLimit(store.prune(messageLimitsAt(nowMs), prunedAtOnce), storeTimeLimitMs);
      if (count === timedOut) log({ level: 'error', event: 'webhook-prune-failed', reason: 'timeout' });
      else if (count >= prunedAtOnce) nextAtMs = nowMs;
    } catch {
      log({ level: 'error', event: 'webhook-prune-failed', reason: 'error' });
    }
  };
}
