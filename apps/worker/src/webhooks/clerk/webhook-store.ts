import type { UserProfile } from '../../users/user-store.ts';

/** A message that is genuine. */
export interface WebhookMessage {
  /** The same for every delivery of it. */
  readonly id: string;
  readonly eventType: string | undefined;
  /** In milliseconds since 1970. */
  readonly eventAtMs: number | undefined;
  /** In hexadecimal digits. */
  readonly bodySha256: string;
  /** As it came, where it is text. */
  readonly body: string | undefined;
  readonly receivedAt: Date;
}

/** What a message has us do. */
export type WebhookEffect =
  | { readonly kind: 'complete-user'; readonly profile: UserProfile }
  | { readonly kind: 'delete-user'; readonly clerkUserId: string }
  | { readonly kind: 'nothing'; readonly outcome: 'ignored' | 'other-instance' }
  | { readonly kind: 'keep-dead-letter'; readonly reason: string; readonly text: string };

/**
 * What became of a message: its effect is `applied`; it was `stale`, the row being newer; its user was `deleted` before;
 * its type is `ignored`; it is of an `other-instance`; or it was `unusable` and is kept as a dead letter.
 */
export type MessageOutcome = 'applied' | 'stale' | 'deleted' | 'ignored' | 'other-instance' | 'unusable';

/** A message that is remembered now. */
export interface TakenMessage {
  /** What became of it when it came for the first time. */
  readonly outcome: MessageOutcome;
  /** Whether it had come before; then nothing was done. */
  readonly isRepeated: boolean;
  /** Whether it had the same body then. */
  readonly isSameBody: boolean;
}

/** Remembers messages together with what they have done. */
export interface WebhookStore {
  /**
   * Does what the message wants and remembers it, both or neither, and only once for each id, however many deliveries
   * come at the same time. Rejects where the database cannot be asked, or only says no; then the message may come again.
   */
  take(message: WebhookMessage, effect: WebhookEffect): Promise<TakenMessage>;
  /**
   * Forgets up to `countMax` messages, as many dead letters and as many bodies that are older than these dates.
   *
   * @returns how many it were
   */
  prune(before: MessageLimits, countMax: number): Promise<number>;
}

/** Before when messages are forgotten with their dead letters, and what the others said. */
export interface MessageLimits {
  readonly messages: Date;
  readonly bodies: Date;
}
