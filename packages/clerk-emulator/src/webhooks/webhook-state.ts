import type { FailureStreak } from './endpoint-health.ts';
import { type AttemptFault, type Faults, noFaults } from './faults.ts';

/** A secret that signs what an endpoint gets. */
export interface SigningSecret {
  /** `whsec_…` */
  readonly secret: string;
  /** Until when it signs, in milliseconds since 1970, or null without end. */
  readonly expiresAt: number | null;
}

/** Why an endpoint gets nothing: by hand, by its own answer, or because it failed for five days. */
export type DisabledReason = 'by-hand' | 'by-answer' | 'by-failures';

/** Where webhooks go. */
export interface WebhookEndpoint {
  /** `ep_…` */
  readonly id: string;
  readonly url: string;
  /** Event types that it gets; none named means all. */
  readonly eventTypes: readonly string[];
  /** At least one; the newest first. Each one that has not expired signs every attempt. */
  readonly secrets: readonly SigningSecret[];
  /** The family of header names: Clerk's `svix-id`, …, or `webhook-id`, … of Standard Webhooks. */
  readonly headerPrefix: 'svix' | 'webhook';
  readonly disabled: { readonly reason: DisabledReason; readonly at: number } | null;
  /** What goes wrong here instead of what goes wrong everywhere. */
  readonly faults: Partial<Faults>;
  readonly streak: FailureStreak | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** How far a message has come with one endpoint. */
export interface Delivery {
  readonly endpointId: string;
  /** `failed`: no attempt follows by itself. `aborted`: the endpoint said so. `lost`: never sent, on purpose. */
  readonly status: 'pending' | 'succeeded' | 'failed' | 'aborted' | 'lost';
  readonly attemptCount: number;
  /** How many of the attempts were retries of the schedule. */
  readonly retryCount: number;
  /** Milliseconds since 1970, or null where nothing is planned. */
  readonly nextAttemptAt: number | null;
}

/** An event on its way, one id for all endpoints and all attempts. */
export interface WebhookMessage {
  /** `msg_` and 27 characters. */
  readonly id: string;
  readonly eventType: string;
  /** The JSON that every attempt carries, byte for byte. */
  readonly body: string;
  /** Sent by "Send test webhook". */
  readonly isTest: boolean;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly deliveries: readonly Delivery[];
}

/** What caused an attempt: the schedule, a fault that doubles, or somebody who sent it again. */
export type AttemptTrigger = 'scheduled' | 'duplicate' | 'manual';

/** What came of an attempt. `succeeded` is any status from 200 to 299, `refused` any other. */
export type AttemptOutcome = 'succeeded' | 'refused' | 'timed-out' | 'unreachable';

/** One request to an endpoint, as the log keeps it. */
export interface Attempt {
  /** `atmpt_…` */
  readonly id: string;
  readonly messageId: string;
  readonly endpointId: string;
  readonly url: string;
  /** From 1, counted over all attempts of this message at this endpoint. */
  readonly number: number;
  readonly trigger: AttemptTrigger;
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  readonly durationMs: number;
  /** The HTTP status, or null without an answer. */
  readonly status: number | null;
  /** The beginning of the answer's body, or why there is none; at most 1,024 characters. */
  readonly response: string;
  readonly outcome: AttemptOutcome;
  /** What was done to it on purpose. */
  readonly faults: readonly AttemptFault[];
  /** When the schedule goes on, in milliseconds since 1970, or null. */
  readonly nextAttemptAt: number | null;
}

/** Everything the dispatcher knows; plain JSON, so that it can be kept between starts. */
export interface WebhookState {
  readonly endpoints: readonly WebhookEndpoint[];
  /** Oldest first. */
  readonly messages: readonly WebhookMessage[];
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  readonly faults: Faults;
}

/** Before anything was configured. */
export const emptyWebhookState: WebhookState = {
  endpoints: [],
  messages: [],
  attempts: [],
  faults: noFaults,
};
