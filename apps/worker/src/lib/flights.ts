/** Runs work; what it tells meanwhile goes to everybody who takes part. */
export type FlightWork<Progress, Outcome> = (
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) => Promise<Outcome>;

/** One who takes part in a flight. */
export interface Passenger<Progress> {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly waitUntil: (work: Promise<unknown>) => void;
}

interface Flight<Progress, Outcome> {
  readonly told: Progress[];
  passengers: number;
  /** When its request was last seen at work. */
  beatMs: number;
  end?: { readonly outcome: Outcome } | { readonly error: unknown };
}

const pollMs = 15;
const beatMs = 250;
/** Without a beat for so long, the request that does the work is taken for dead. Long enough for a long computation. */
const deadMs = 10_000;

/**
 * Lets equal work that is asked for at the same time be done once. The first request does it, the others look again
 * and again whether it is done: in a Worker, one request must not wait for promises of another, which may be cut off.
 * Who leaves leaves the work alone as long as others wait for it; when nobody does, it is aborted. Where the request
 * that does the work dies, another one begins anew.
 */
export class Flights<Progress, Outcome> {
  readonly #flights = new Map<string, Flight<Progress, Outcome>>();
  readonly #now: () => number;

  /** @param now milliseconds of a clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws what the work throws, and where `passenger.signal` aborts */
  async join(
    key: string,
    work: FlightWork<Progress, Outcome>,
    passenger: Passenger<Progress>,
  ): Promise<Outcome> {
    for (;;) {
      const known = this.#flights.get(key);
      const flight = known ?? { told: [], passengers: 0, beatMs: this.#now() };
      flight.passengers += 1;
      let landed: Promise<void> | undefined;
      if (known === undefined) {
        this.#flights.set(key, flight);
        landed = this.#fly(key, flight, work);
        // Goes on where this request's client leaves and others wait.
        passenger.waitUntil(landed);
      }
      try {
        const end = await this.#follow(flight, passenger, landed);
        if (end === undefined) this.#forget(key, flight);
        else if ('error' in end) throw end.error;
        else return end.outcome;
      } finally {
        flight.passengers -= 1;
      }
    }
  }

  async #fly(
    key: string,
    flight: Flight<Progress, Outcome>,
    work: FlightWork<Progress, Outcome>,
  ): Promise<void> {
    const controller = new AbortController();
    const beat = setInterval(() => {
      flight.beatMs = this.#now();
      if (flight.passengers > 0) return;
      this.#forget(key, flight);
      controller.abort();
    }, beatMs);
    try {
      const outcome = await work(controller.signal, (progress) => flight.told.push(progress));
      flight.end = { outcome };
    } catch (error) {
      flight.end = { error };
    } finally {
      clearInterval(beat);
      this.#forget(key, flight);
    }
  }

  /**
   * Undefined where the flight is dead.
   *
   * @param landed settles with the flight, where it is this request's own
   */
  async #follow(
    flight: Flight<Progress, Outcome>,
    { signal, onProgress }: Passenger<Progress>,
    landed: Promise<void> | undefined,
  ): Promise<Flight<Progress, Outcome>['end']> {
    for (let heard = 0; ; ) {
      for (const progress of flight.told.slice(heard)) onProgress(progress);
      heard = flight.told.length;
      if (flight.end !== undefined) return flight.end;
      signal.throwIfAborted();
      if (this.#now() - flight.beatMs > deadMs) return undefined;
      const pause = new Promise<void>((resolve) => setTimeout(resolve, pollMs));
      await (landed === undefined ? pause : Promise.race([pause, landed]));
    }
  }

  #forget(key: string, flight: Flight<Progress, Outcome>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}
