import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../src/webhooks/seeded-random.ts';
import { eventOf, start, startDispatcher, url } from './start-dispatcher.ts';

const day = 24 * 60 * 60 * 1000;

/** What 1,000 messages become under these faults: who arrived when. */
async function deliverMany(faults: object, seed: number) {
  const { dispatcher, clock, received, arrivals } = startDispatcher(undefined, {
    random: createSeededRandom(seed),
  });
  dispatcher.createEndpoint({ url });
  dispatcher.setFaults(faults);
  const sent = Array.from({ length: 1000 }, () => dispatcher.publish(eventOf()).id);
  await clock.advance(day);
  return { sent, arrived: arrivals(), received, dispatcher };
}

describe('faults', () => {
  it('double messages in the share that is asked for, under one id, without another retry', async () => {
    const { sent, arrived, dispatcher } = await deliverMany({ duplicateShare: 0.2 }, 7);
    expect(new Set(arrived)).toEqual(new Set(sent));
    expect(arrived.length).toBeGreaterThan(1150);
    expect(arrived.length).toBeLessThan(1250);
    const doubled = dispatcher.attempts().filter(({ trigger }) => trigger === 'duplicate');
    expect(doubled).toHaveLength(arrived.length - 1000);
  });

  it('change the order of messages within the time that is given, and repeat it for the same seed', async () => {
    const first = await deliverMany({ reorderWithinMs: 60_000 }, 7);
    const again = await deliverMany({ reorderWithinMs: 60_000 }, 7);
    const other = await deliverMany({ reorderWithinMs: 60_000 }, 8);
    const isOrder = (one: string[], two: string[]) => one.every((id, index) => id === two[index]);
    expect(first.arrived.toSorted()).toEqual(first.sent);
    expect(isOrder(first.arrived, first.sent)).toBe(false);
    expect(first.received.map(({ at }) => at)).toEqual(again.received.map(({ at }) => at));
    expect(first.received.map(({ at }) => at)).not.toEqual(other.received.map(({ at }) => at));
    expect(Math.max(...first.received.map(({ at }) => at))).toBeLessThan(start + 60_000);
  });

  it('delay first attempts', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    dispatcher.createEndpoint({ url, faults: { delayMs: 30_000 } });
    dispatcher.publish(eventOf());
    await clock.advance(29_999);
    expect(received).toHaveLength(0);
    await clock.advance(1);
    expect(received).toHaveLength(1);
  });

  it('lose messages for good', async () => {
    const { sent, arrived, dispatcher } = await deliverMany({ lossShare: 0.3 }, 7);
    const lost = dispatcher.messages.filter(({ deliveries }) => deliveries[0]?.status === 'lost');
    expect(lost.length).toBeGreaterThan(250);
    expect(lost.length).toBeLessThan(350);
    expect(arrived).toHaveLength(sent.length - lost.length);
  });

  it('lose answers, so that what has arrived comes again', async () => {
    const { dispatcher, clock, arrivals } = startDispatcher();
    dispatcher.createEndpoint({ url, faults: { answerLossShare: 1 } });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(60_000);
    expect(arrivals()).toEqual([id, id]);
    expect(dispatcher.attempts()).toMatchObject([
      { outcome: 'timed-out', faults: ['answer-lost'], status: null },
      { outcome: 'timed-out', faults: ['answer-lost'], status: null },
    ]);
  });

  it('of an endpoint count instead of those of all', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    dispatcher.setFaults({ lossShare: 1 });
    dispatcher.createEndpoint({ url, faults: { lossShare: 0 } });
    dispatcher.createEndpoint({ url: `${url}/lost` });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(received.map((request) => request.url)).toEqual([url]);
  });

  it('are repeated by naming the seed again', async () => {
    const { dispatcher, clock, received } = startDispatcher();
    dispatcher.createEndpoint({ url });
    const runs: number[][] = [];
    for (let run = 0; run < 2; run++) {
      const from = clock.now();
      dispatcher.setFaults({ reorderWithinMs: 1000, duplicateShare: 0.5 }, 42);
      received.length = 0;
      for (let index = 0; index < 20; index++) dispatcher.publish(eventOf());
      await clock.advance(1000);
      runs.push(received.map(({ at }) => at - from));
    }
    expect(runs[0]).toEqual(runs[1]);
    expect(runs[0]?.length).toBeGreaterThan(20);
  });
});

describe('jitter', () => {
  it('moves retries by up to 20 % to either side', async () => {
    const { dispatcher, clock } = startDispatcher(() => new Response(null, { status: 500 }), {
      hasJitter: true,
    });
    dispatcher.createEndpoint({ url });
    for (let index = 0; index < 300; index++) dispatcher.publish(eventOf());
    await clock.advance(0);
    const delays = dispatcher.attempts().map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - start);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(4000);
    expect(Math.min(...delays)).toBeLessThan(4100);
    expect(Math.max(...delays)).toBeLessThanOrEqual(6000);
    expect(Math.max(...delays)).toBeGreaterThan(5900);
  });
});
