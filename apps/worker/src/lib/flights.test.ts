import { describe, expect, it } from 'vitest';
import { Flights } from './flights.ts';

/** One who takes part, and what was told. */
function createPassenger() {
  const told: number[] = [];
  const client = new AbortController();
  return {
    told,
    client,
    signal: client.signal,
    onProgress: (progress: number) => told.push(progress),
    waitUntil: () => {},
  };
}

/** Work that a test ends. */
function createWork() {
  let runs = 0;
  let land: (outcome: string) => void = () => {};
  let signal: AbortSignal | undefined;
  const work = (given: AbortSignal, onProgress: (progress: number) => void) => {
    runs += 1;
    signal = given;
    onProgress(runs);
    return new Promise<string>((resolve) => {
      land = resolve;
    });
  };
  return { work, runs: () => runs, land: (outcome: string) => land(outcome), signal: () => signal };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('equal work', () => {
  it('is done once, and everybody hears all of it', async () => {
    const flights = new Flights<number, string>(() => 0);
    const { work, runs, land } = createWork();
    const [early, late] = [createPassenger(), createPassenger()];
    const first = flights.join('a', work, early);
    await pause(30);
    const second = flights.join('a', work, late);
    await pause(30);
    land('done');
    expect(await Promise.all([first, second])).toEqual(['done', 'done']);
    expect(runs()).toBe(1);
    expect([early.told, late.told]).toEqual([[1], [1]]);
  });

  it('is done again once it is over', async () => {
    const flights = new Flights<number, string>(() => 0);
    const work = async () => 'done';
    await flights.join('a', work, createPassenger());
    let isDoneAgain = false;
    await flights.join(
      'a',
      async () => {
        isDoneAgain = true;
        return 'again';
      },
      createPassenger(),
    );
    expect(isDoneAgain).toBe(true);
  });

  it('fails for everybody', async () => {
    const flights = new Flights<number, string>(() => 0);
    const work = async () => {
      await pause(20);
      throw new Error('broken');
    };
    const joins = [createPassenger(), createPassenger()].map((one) => flights.join('a', work, one));
    expect((await Promise.allSettled(joins)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it.each(['first', 'second'] as const)('goes on where the %s leaves', async (who) => {
    const flights = new Flights<number, string>(() => 0);
    const { work, land, signal } = createWork();
    const passengers = { first: createPassenger(), second: createPassenger() };
    const joins = {
      first: flights.join('a', work, passengers.first),
      second: flights.join('a', work, passengers.second),
    };
    passengers[who].client.abort();
    await expect(joins[who]).rejects.toThrow();
    await pause(400);
    expect(signal()?.aborted).toBe(false);
    land('done');
    expect(await joins[who === 'first' ? 'second' : 'first']).toBe('done');
  });

  it('is aborted where everybody has left', async () => {
    const flights = new Flights<number, string>(() => 0);
    const { work, signal } = createWork();
    const passengers = [createPassenger(), createPassenger()];
    const joins = passengers.map((one) => flights.join('a', work, one));
    for (const { client } of passengers) client.abort();
    await Promise.allSettled(joins);
    await pause(400);
    expect(signal()?.aborted).toBe(true);
  });

  it('is begun anew where the request that does it has died', async () => {
    let time = 0;
    let runs = 0;
    // The clock moves only once both wait: as if the first request had been cut off, and its beats with it.
    const flights = new Flights<number, string>(() => time);
    const work = (): Promise<string> =>
      ++runs === 1 ? new Promise(() => {}) : pause(100).then(() => 'anew');
    const joins = [createPassenger(), createPassenger()].map((one) => flights.join('a', work, one));
    time = 10_001;
    expect(await Promise.all(joins)).toEqual(['anew', 'anew']);
    expect(runs).toBe(2);
  });
});
