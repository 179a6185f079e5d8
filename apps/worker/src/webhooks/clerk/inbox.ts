import type { AuditOrder } from '../../administration/audit.ts';
import type { MessageOutcome, WebhookEffect } from './webhook-store.ts';

/** A message that was delivered, as it is remembered. */
export interface StoredMessage {
  readonly id: string;
  readonly eventType: string | null;
  readonly clerkUserId: string | null;
  readonly outcome: MessageOutcome;
  readonly bodySha256: string;
  /** In milliseconds since 1970; null where it does not say. */
  readonly eventAtMs: number | null;
  /** ISO 8601 in UTC. */
  readonly receivedAt: string;
  /** Whether what it said is kept. */
  readonly hasBody: boolean;
}

/** A message together with what it said. */
export interface StoredDelivery {
  readonly message: StoredMessage;
  /** Why nothing could be made of it. */
  readonly deadLetterReason: string | null;
  readonly body: string | null;
}

export interface InboxQuery {
  readonly outcome?: MessageOutcome;
  readonly type?: string;
  /** Our own id of a person, or Clerk's. */
  readonly user?: string;
  readonly cursor?: string;
  /** 1 to 100. */
  readonly limit: number;
}

export interface InboxPage {
  readonly messages: readonly StoredMessage[];
  /** Where the next page begins; null on the last. */
  readonly nextCursor: string | null;
}

/** A message that is to be carried out again. */
export interface ReplayOrder {
  readonly audit: AuditOrder;
  readonly id: string;
  readonly eventType: string | undefined;
  readonly body: string;
  readonly effect: WebhookEffect;
}

export type ReplayedMessage =
  | {
      readonly kind: 'replayed';
      /** What came of it this time. */
      readonly outcome: MessageOutcome;
      readonly message: StoredMessage;
    }
  /** It is not remembered. */
  | { readonly kind: 'unknown' }
  /** Whoever asks for it is no administrator any more. */
  | { readonly kind: 'actor-gone' };

/** The messages that were taken, for administrators. Rejects where the database cannot be asked. */
export interface Inbox {
  /** Newest first; undefined where the cursor is none that a page of ours had. */
  list(query: InboxQuery): Promise<InboxPage | undefined>;
  find(id: string): Promise<StoredDelivery | undefined>;
  /**
   * Does again what a message wants, by the same rules of order: effect, outcome and audit in one transaction. A message
   * that was applied stays so, whatever comes of it now.
   */
  replay(order: ReplayOrder): Promise<ReplayedMessage>;
}
