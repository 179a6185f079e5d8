import type { Signal } from '@bloqr/compiler';

/** Lets a few requests at a time go to one host. */
export interface HostLeases {
  /**
   * Waits for a place and gives back what frees it.
   *
   * @throws where `signal` aborts meanwhile
   */
  take(host: string, signal: Signal): Promise<() => void>;
}

const atOnceMax = 2;
const pollMs = 20;
/** Longer than a request may take: the request that took a place may have been cut off without a chance to free it. */
const leaseMs = 30_000;

/**
 * At most two requests at a time to one host from this isolate, so that many compiles of the same list are no attack
 * on its server. Waiting requests look again from time to time instead of waking each other: in a Worker, one request
 * must not depend on another one that may have ended.
 */
export function createHostLeases(now: () => number): HostLeases {
  const expiries = new Map<string, Set<{ readonly endsMs: number }>>();

  function tryTake(host: string): (() => void) | undefined {
    const leases = expiries.get(host) ?? new Set();
    for (const lease of leases) if (lease.endsMs <= now()) leases.delete(lease);
    if (leases.size >= atOnceMax) return undefined;
    const lease = { endsMs: now() + leaseMs };
    expiries.set(host, leases.add(lease));
    return () => {
      leases.delete(lease);
      if (leases.size === 0 && expiries.get(host) === leases) expiries.delete(host);
    };
  }

  return {
    async take(host, signal) {
      for (;;) {
        if (signal.aborted) throw new Error('nobody waits for this request any more');
        const release = tryTake(host);
        if (release !== undefined) return release;
        await new Promise((resolve) => setTimeout(resolve, pollMs));
      }
    },
  };
}
