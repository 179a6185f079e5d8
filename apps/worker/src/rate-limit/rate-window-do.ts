import { DurableObject } from 'cloudflare:workers';
import { decide, type RateLimitDecision, type RatePolicy, type RateWindowState } from './decide.ts';

/**
 * The window of one key, in memory: one object has one thread, and nothing is awaited between reading and writing, so
 * that the count is exact however many requests come at once.
 */
export class RateWindow extends DurableObject {
  #state: RateWindowState | undefined;
  #wake: ReturnType<typeof setTimeout> | undefined;

  /** Takes `cost` out of the window, if it is there. */
  take(policy: RatePolicy, cost: number): RateLimitDecision {
    const { decision, state } = decide(policy, this.#state, cost, Date.now());
    if (state.startMs !== this.#state?.startMs) this.#stayInMemory(policy);
    this.#state = state;
    return decision;
  }

  /**
   * An idle object leaves memory after 10 s, and its count with it; one with a timer under way stays, for 70 s at
   * least (https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/).
   */
  #stayInMemory({ windowSeconds }: RatePolicy): void {
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => {}, windowSeconds * 1000);
  }
}
