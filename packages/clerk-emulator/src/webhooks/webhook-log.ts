import type { Attempt, Delivery, WebhookMessage } from './webhook-state.ts';

/** How much the log keeps. */
export interface LogBounds {
  /** Messages; ones with attempts to come are kept beyond it. */
  readonly messagesMax: number;
  readonly attemptsMax: number;
}

/** The messages and attempts of late; the oldest go first. */
export class WebhookLog {
  readonly #messages: Map<string, WebhookMessage>;
  readonly #attempts: Attempt[];
  readonly #bounds: LogBounds;

  constructor(messages: readonly WebhookMessage[], attempts: readonly Attempt[], bounds: LogBounds) {
    this.#messages = new Map(messages.map((message) => [message.id, message]));
    this.#attempts = [...attempts];
    this.#bounds = bounds;
  }

  /** Oldest first. */
  get messages(): readonly WebhookMessage[] {
    return [...this.#messages.values()];
  }

  /** Oldest first. */
  get attempts(): readonly Attempt[] {
    return [...this.#attempts];
  }

  message(id: string): WebhookMessage | undefined {
    return this.#messages.get(id);
  }

  delivery(messageId: string, endpointId: string): Delivery | undefined {
    return this.#messages.get(messageId)?.deliveries.find((delivery) => delivery.endpointId === endpointId);
  }

  addMessage(message: WebhookMessage): void {
    this.#messages.set(message.id, message);
    let surplus = this.#messages.size - this.#bounds.messagesMax;
    for (const old of this.#messages.values()) {
      if (surplus <= 0) break;
      if (old.deliveries.some(({ status }) => status === 'pending')) continue;
      this.#messages.delete(old.id);
      surplus--;
    }
  }

  /** Puts a delivery in the place of the one for the same endpoint, or adds it. */
  setDelivery(messageId: string, delivery: Delivery): void {
    const message = this.#messages.get(messageId);
    if (message === undefined) return;
    const others = message.deliveries.filter(({ endpointId }) => endpointId !== delivery.endpointId);
    this.#messages.set(messageId, { ...message, deliveries: [...others, delivery] });
  }

  addAttempt(attempt: Attempt): void {
    this.#attempts.push(attempt);
    if (this.#attempts.length > this.#bounds.attemptsMax) this.#attempts.shift();
  }
}
