import { DurableObject } from 'cloudflare:workers';
import { decide, type RateWindowState } from './decide.ts';
import { encodeDecision } from './decision-code.ts';

/**
 * The window of one key, in memory: one object has one thread, and nothing is awaited between reading and writing, so
 * that the count is exact however many requests come at once.
 */
export class RateWindow extends DurableObject {
  #state: RateWindowState | undefined;
  #wake: ReturnType<typeof setTimeout> | undefined;

  /** Takes `cost` out of the window, if it is there. Gives the decision as {@link encodeDecision} writes it. */
  take(quota: number, windowSeconds: number, cost: number): number {
    const policy = { quota, windowSeconds };
    const { decision, state } = decide(policy, this.#state, cost, Date.now());
    if (state.startMs !== this.#state?.startMs) this.#stayInMemory(windowSeconds);
    this.#state = state;
    return encodeDecision(decision, policy);
  }

  /**
   * An idle object leaves memory after 10 s, and its count with it; one with a timer under way stays, for 70 s at
   * least (https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/).
   */
  #stayInMemory(windowSeconds: number): void {
    clearTimeout(this.#wake);
    this.#wake = setTimeout(() => {}, windowSeconds * 1000);
  }
}
