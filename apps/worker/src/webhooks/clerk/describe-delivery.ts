import type { Delivery, DeliveryDetail } from '@bloqr/contract';
import type { StoredDelivery, StoredMessage } from './inbox.ts';
import { maskBody } from './mask-body.ts';

/** A message as administrators are told of it. */
export function describeDelivery(message: StoredMessage): Delivery {
  const { eventAtMs, receivedAt } = message;
  return {
    id: message.id,
    type: message.eventType,
    subject: message.clerkUserId,
    outcome: message.outcome,
    eventAt: eventAtMs === null ? null : new Date(eventAtMs).toISOString(),
    receivedAt,
    lagMs: eventAtMs === null ? null : Date.parse(receivedAt) - eventAtMs,
    hasBody: message.hasBody,
  };
}

/** A message together with what it said, but for what is secret. */
export function describeDeliveryDetail({ message, deadLetterReason, body }: StoredDelivery): DeliveryDetail {
  return {
    ...describeDelivery(message),
    bodySha256: message.bodySha256,
    deadLetterReason,
    body: body === null ? null : (maskBody(body) ?? null),
  };
}
