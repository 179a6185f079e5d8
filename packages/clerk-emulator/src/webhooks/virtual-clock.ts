import type { DeliveryClock } from './delivery-clock.ts';

interface Timer {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/**
 * A time that passes only when it is told to, for tests: a day of retries takes as long as its requests.
 *
 * @example
 * const clock = new VirtualClock({ start: 1_700_000_000_000 });
 * const dispatcher = createWebhookDispatcher({ clock, … });
 * dispatcher.publish(event);
 * await clock.advance(0); // the first attempt
 * await clock.advance(5_000); // the second, if it is needed
 */
export class VirtualClock implements DeliveryClock {
  #now: number;
  readonly #patienceMs: number;
  readonly #timers = new Set<Timer>();
  readonly #work = new Set<Promise<void>>();
  readonly #overdue = new WeakSet<Promise<void>>();

  /**
   * @param start milliseconds since 1970
   * @param patienceMs how long, in real milliseconds, `advance` waits for a request before time goes on without it; a
   *   request that is never answered meets its virtual time limit then
   */
  constructor({ start, patienceMs = 15_000 }: { readonly start: number; readonly patienceMs?: number }) {
    this.#now = start;
    this.#patienceMs = patienceMs;
  }

  readonly now = (): number => this.#now;

  readonly after = (delayMs: number, run: () => Promise<void>): (() => void) => {
    const timer = { at: this.#now + delayMs, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Lets time pass, runs what falls into it in order, and waits until the work of each moment is done. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    for (;;) {
      this.#runDue();
      await this.#settle();
      let next = Number.POSITIVE_INFINITY;
      for (const { at } of this.#timers) next = Math.min(next, at);
      if (next > until) break;
      this.#now = Math.max(this.#now, next);
    }
    this.#now = until;
  }

  #runDue(): void {
    const due = [...this.#timers].filter(({ at }) => at <= this.#now).toSorted((a, b) => a.at - b.at);
    for (const timer of due) {
      // One that ran before it may have called it off.
      if (!this.#timers.delete(timer)) continue;
      const work = timer.run().finally(() => this.#work.delete(work));
      this.#work.add(work);
    }
  }

  async #settle(): Promise<void> {
    if (this.#work.size === 0) return;
    const work = [...this.#work].filter((promise) => !this.#overdue.has(promise));
    await waitAtMost(work, this.#patienceMs);
    for (const promise of work) if (this.#work.has(promise)) this.#overdue.add(promise);
    // What is overdue may just have met its time limit; it has a turn to end in.
    if (this.#work.size > 0) await waitAtMost([...this.#work], 0);
  }
}

async function waitAtMost(work: readonly Promise<void>[], ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(work), patience]);
  clearTimeout(timer);
}
