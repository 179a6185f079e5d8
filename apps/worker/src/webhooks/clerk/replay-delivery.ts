import { createHash } from 'node:crypto';
import type { AdminAct } from '../../administration/audit.ts';
import { decideEffect } from './decide-effect.ts';
import type { Inbox, ReplayedMessage } from './inbox.ts';
import { readEvent } from './read-event.ts';

/** What became of a message that is to be carried out again. */
export type Replay =
  | ReplayedMessage
  /** What it said is not kept, or not as it came. */
  | { readonly kind: 'body-not-kept' };

/** Carries a message out again. Rejects where the database cannot be asked. */
export type ReplayDelivery = (id: string, act: AdminAct) => Promise<Replay>;

export interface ReplayDeliveryParts {
  readonly inbox: Pick<Inbox, 'find' | 'replay'>;
  /** The instance of Clerk whose events count; undefined where those of all do. */
  readonly instanceId: string | undefined;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes what carries out messages again, from what is kept of them. Its signature was judged when it came; that it is
 * still the same, its SHA-256 says.
 */
export function createReplayDelivery({ inbox, instanceId, newId, now }: ReplayDeliveryParts): ReplayDelivery {
  return async (id, act) => {
    const delivery = await inbox.find(id);
    if (delivery === undefined) return { kind: 'unknown' };
    if (delivery.body === null) return { kind: 'body-not-kept' };
    const bytes = new TextEncoder().encode(delivery.body);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (sha256 !== delivery.message.bodySha256) return { kind: 'body-not-kept' };

    const event = readEvent(bytes, id);
    return inbox.replay({
      audit: { ...act, id: newId(), action: 'replay-delivery', at: new Date(now()) },
      id,
      eventType: event.type,
      body: delivery.body,
      effect: decideEffect(event, instanceId),
    });
  };
}
