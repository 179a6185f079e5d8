import type { WebhookEvent } from '../webhook-event.ts';
import { type FilledOptions, fillOptions, type WebhookDispatcherOptions } from './dispatcher-options.ts';
import { type EndpointChange, type EndpointDraft, EndpointRegistry } from './endpoint-registry.ts';
import { drawAttemptFaults, drawFirstDelays, type Faults, listFaults, noFaults } from './faults.ts';
import { createDelivery, judgeDelivery, judgeEndpoint } from './judge-attempt.ts';
import { createSeededRandom } from './seeded-random.ts';
import { type AttemptResult, sendAttempt } from './send-attempt.ts';
import { createTestEvent, type TestEventGeneration, type TestEventType } from './test-event.ts';
import { WebhookError } from './webhook-error.ts';
import { WebhookLog } from './webhook-log.ts';
import {
  type Attempt,
  type AttemptTrigger,
  type Delivery,
  emptyWebhookState,
  type WebhookEndpoint,
  type WebhookMessage,
  type WebhookState,
} from './webhook-state.ts';
import { createWorkQueue } from './work-queue.ts';

/** Which messages are sent again. */
export type ReplayKind = 'failed' | 'missing';

/** A Svix for one application: takes events, and delivers them signed, at least once and in no order. */
export class WebhookDispatcher {
  readonly #options: FilledOptions;
  readonly #registry: EndpointRegistry;
  readonly #log: WebhookLog;
  readonly #enqueue: (work: () => Promise<void>) => Promise<void>;
  readonly #planned = new Set<() => void>();
  #isClosed = false;
  #random: () => number;
  #faults: Faults;

  constructor(options: WebhookDispatcherOptions) {
    const { state = emptyWebhookState } = options;
    this.#options = fillOptions(options);
    const { clock, newId, allowedHosts } = this.#options;
    this.#registry = new EndpointRegistry(state.endpoints, { now: clock.now, newId, allowedHosts });
    this.#log = new WebhookLog(state.messages, state.attempts, this.#options);
    this.#enqueue = createWorkQueue(this.#options.concurrencyMax);
    this.#random = options.random;
    this.#faults = state.faults;
    this.#resumePlanned();
  }

  /** Takes an event and delivers it to each endpoint that wants its type. */
  publish(event: WebhookEvent): WebhookMessage {
    const wanting = this.#registry
      .list()
      .filter(({ disabled, eventTypes }) => disabled === null && wants(eventTypes, event.type));
    return this.#send(event, wanting, false);
  }

  /**
   * Sends an endpoint the example of an event type, whether it wants that type or not, and retries it like any other.
   *
   * @throws WebhookError `endpoint-not-found`, `endpoint-disabled`
   */
  sendTest(endpointId: string, type: TestEventType, generation: TestEventGeneration): WebhookMessage {
    return this.#send(createTestEvent(type, generation), [this.#enabled(endpointId)], true);
  }

  /**
   * Sends a message to an endpoint once more, now. If that fails, nothing follows by itself.
   *
   * @throws WebhookError `message-not-found`, `endpoint-not-found`, `endpoint-disabled`
   */
  resend(messageId: string, endpointId: string): void {
    const { id } = this.#enabled(endpointId);
    this.#plan(this.message(messageId).id, id, 'manual', 0);
  }

  /**
   * Sends again what an endpoint did not take (`failed`, aborted ones too) or never was sent although it wants the type
   * (`missing`: the endpoint was not there yet, was disabled, or the message was lost on purpose).
   *
   * @param since milliseconds since 1970; older messages are left alone
   * @returns how many messages are sent
   * @throws WebhookError `endpoint-not-found`, `endpoint-disabled`
   */
  replay(endpointId: string, kind: ReplayKind, since: number): number {
    const { eventTypes } = this.#enabled(endpointId);
    const messages = this.#log.messages.filter(({ id, createdAt, eventType, isTest }) => {
      if (createdAt < since) return false;
      const status = this.#log.delivery(id, endpointId)?.status;
      if (kind === 'failed') return status === 'failed' || status === 'aborted';
      return status === 'lost' || (status === undefined && !isTest && wants(eventTypes, eventType));
    });
    for (const { id } of messages) this.#plan(id, endpointId, 'manual', 0);
    return messages.length;
  }

  /** In the order in which they were made. */
  get endpoints(): readonly WebhookEndpoint[] {
    return this.#registry.list();
  }

  /** @throws WebhookError `endpoint-not-found` */
  endpoint(id: string): WebhookEndpoint {
    return this.#registry.get(id);
  }

  /** @throws WebhookError for an address or a secret that is not one, and beyond 50 endpoints */
  createEndpoint(draft: EndpointDraft): WebhookEndpoint {
    return this.#changed(this.#registry.create(draft));
  }

  /** @throws WebhookError as `createEndpoint`, and `endpoint-not-found` */
  updateEndpoint(id: string, change: EndpointChange): WebhookEndpoint {
    return this.#changed(this.#registry.update(id, change));
  }

  /** @throws WebhookError `endpoint-not-found` */
  removeEndpoint(id: string): void {
    this.#changed(this.#registry.remove(id));
  }

  /**
   * Gives an endpoint another secret; the earlier ones sign beside it for `overlapMs`, 24 hours where nothing is said.
   *
   * @throws WebhookError `endpoint-not-found`, `signing-secret-invalid`
   */
  rotateSecret(id: string, secret?: string, overlapMs?: number): WebhookEndpoint {
    return this.#changed(this.#registry.rotateSecret(id, secret, overlapMs));
  }

  /** What goes wrong everywhere where an endpoint says nothing else. */
  get faults(): Faults {
    return this.#faults;
  }

  /**
   * Changes what goes wrong everywhere; what is not named is put right.
   *
   * @param seed starts the random numbers anew, so that the same happens again: to the first attempts of the same messages
   *   exactly; among retries, only as far as requests end in the same order
   */
  setFaults(faults: Partial<Faults>, seed?: number): Faults {
    this.#faults = { ...noFaults, ...faults };
    if (seed !== undefined) this.#random = createSeededRandom(seed);
    return this.#changed(this.#faults);
  }

  /** Newest first. */
  get messages(): readonly WebhookMessage[] {
    return this.#log.messages.toReversed();
  }

  /** @throws WebhookError `message-not-found` */
  message(id: string): WebhookMessage {
    const message = this.#log.message(id);
    if (message === undefined) {
      throw new WebhookError('message-not-found', `There is no message ${id} in the log.`);
    }
    return message;
  }

  /** Newest first; of a message, of an endpoint, or both. */
  attempts(filter: { readonly messageId?: string; readonly endpointId?: string } = {}): readonly Attempt[] {
    const { messageId, endpointId } = filter;
    return this.#log.attempts
      .filter((attempt) => messageId === undefined || attempt.messageId === messageId)
      .filter((attempt) => endpointId === undefined || attempt.endpointId === endpointId)
      .toReversed();
  }

  /** Everything known, to be given back as `state` at the next start. */
  snapshot(): WebhookState {
    const { messages, attempts } = this.#log;
    return { endpoints: this.#registry.list(), messages, attempts, faults: this.#faults };
  }

  /** Calls off everything that is planned, and plans no more. Requests under way are not waited for. */
  close(): void {
    this.#isClosed = true;
    for (const cancel of this.#planned) cancel();
    this.#planned.clear();
  }

  #enabled(endpointId: string): WebhookEndpoint {
    const endpoint = this.#registry.get(endpointId);
    if (endpoint.disabled !== null) {
      throw new WebhookError('endpoint-disabled', 'The endpoint is disabled; enable it first.');
    }
    return endpoint;
  }

  #changed<T>(value: T): T {
    this.#options.onChange();
    return value;
  }

  #send(event: { readonly type: string }, to: readonly WebhookEndpoint[], isTest: boolean): WebhookMessage {
    const { clock, newId } = this.#options;
    const now = clock.now();
    const delays = to.map(({ id, faults }) => ({
      endpointId: id,
      delaysMs: drawFirstDelays({ ...this.#faults, ...faults }, this.#random),
    }));
    const message: WebhookMessage = {
      id: newId('msg'),
      eventType: event.type,
      body: JSON.stringify(event),
      isTest,
      createdAt: now,
      deliveries: delays.map(({ endpointId, delaysMs: [delayMs] }) => ({
        ...createDelivery(endpointId),
        ...(delayMs === undefined ? { status: 'lost' } : { status: 'pending', nextAttemptAt: now + delayMs }),
      })),
    };
    this.#log.addMessage(message);
    for (const { endpointId, delaysMs } of delays) {
      for (const [index, delayMs] of delaysMs.entries()) {
        this.#plan(message.id, endpointId, index === 0 ? 'scheduled' : 'duplicate', delayMs);
      }
    }
    return this.#changed(message);
  }

  #plan(messageId: string, endpointId: string, trigger: AttemptTrigger, delayMs: number): void {
    if (this.#isClosed) return;
    const cancel = this.#options.clock.after(delayMs, () => {
      this.#planned.delete(cancel);
      return this.#enqueue(() => this.#attempt(messageId, endpointId, trigger));
    });
    this.#planned.add(cancel);
  }

  #resumePlanned(): void {
    const now = this.#options.clock.now();
    for (const { id, deliveries } of this.#log.messages) {
      for (const { endpointId, nextAttemptAt } of deliveries) {
        if (nextAttemptAt !== null) this.#plan(id, endpointId, 'scheduled', Math.max(0, nextAttemptAt - now));
      }
    }
  }

  async #attempt(messageId: string, endpointId: string, trigger: AttemptTrigger): Promise<void> {
    const message = this.#log.message(messageId);
    const endpoint = this.#registry.find(endpointId);
    const delivery = this.#log.delivery(messageId, endpointId);
    if (message === undefined) return;
    if (endpoint === undefined || endpoint.disabled !== null) return this.#giveUp(messageId, delivery);
    // A message that was sent by hand in the meantime needs no retry.
    if (trigger === 'scheduled' && delivery?.status !== 'pending') return;
    const { clock } = this.#options;
    const at = clock.now();
    const faults = drawAttemptFaults({ ...this.#faults, ...endpoint.faults }, this.#random);
    const result = await sendAttempt(message, endpoint, faults, this.#options);
    const isEnabled = this.#judgeEndpoint(endpointId, result)?.disabled === null;
    // Asked for again, because other attempts of the same delivery may have ended in the meantime.
    const before = this.#log.delivery(messageId, endpointId) ?? createDelivery(endpointId);
    const next = judgeDelivery(before, result, {
      trigger,
      now: clock.now(),
      isEnabled,
      jitter: this.#options.hasJitter ? this.#random() : null,
    });
    this.#log.setDelivery(messageId, next);
    this.#log.addAttempt({
      id: this.#options.newId('atmpt'),
      messageId,
      endpointId,
      url: endpoint.url,
      number: next.attemptCount,
      trigger,
      at,
      durationMs: result.durationMs,
      status: result.status,
      response: result.response,
      outcome: result.outcome,
      faults: listFaults(faults),
      nextAttemptAt: trigger === 'scheduled' ? next.nextAttemptAt : null,
    });
    if (trigger === 'scheduled' && next.nextAttemptAt !== null) {
      this.#plan(messageId, endpointId, 'scheduled', next.nextAttemptAt - clock.now());
    }
    this.#options.onChange();
  }

  /** Nothing is delivered to an endpoint that is gone or disabled. */
  #giveUp(messageId: string, delivery: Delivery | undefined): void {
    if (delivery?.status !== 'pending') return;
    this.#log.setDelivery(messageId, { ...delivery, status: 'failed', nextAttemptAt: null });
    this.#options.onChange();
  }

  #judgeEndpoint(id: string, result: AttemptResult): WebhookEndpoint | undefined {
    const endpoint = this.#registry.find(id);
    if (endpoint === undefined) return undefined;
    return this.#registry.record(judgeEndpoint(endpoint, result, this.#options.clock.now()));
  }
}

/** Whether an endpoint's filter lets an event type through. */
function wants(eventTypes: readonly string[], type: string): boolean {
  return eventTypes.length === 0 || eventTypes.includes(type);
}

/** Starts a dispatcher. */
export function createWebhookDispatcher(options: WebhookDispatcherOptions): WebhookDispatcher {
  return new WebhookDispatcher(options);
}
