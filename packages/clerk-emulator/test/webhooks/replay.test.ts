import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/webhooks/virtual-clock.ts';
import { createWebhookDispatcher } from '../../src/webhooks/webhook-dispatcher.ts';
import { createIds, eventOf, start, startDispatcher, url } from './start-dispatcher.ts';

const day = 24 * 60 * 60 * 1000;

describe('resending', () => {
  it('sends a message again that had arrived, with its id and body', async () => {
    const { dispatcher, clock, received, arrivals } = startDispatcher();
    const endpoint = dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(1000);
    dispatcher.resend(id, endpoint.id);
    await clock.advance(0);
    expect(arrivals()).toEqual([id, id]);
    expect(received[0]?.body).toBe(received[1]?.body);
    expect(dispatcher.attempts()[0]).toMatchObject({ trigger: 'manual', number: 2 });
  });

  it('is not retried, and leaves the schedule as it was', async () => {
    const { dispatcher, clock, received } = startDispatcher(() => new Response(null, { status: 500 }));
    const endpoint = dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(1000);
    dispatcher.resend(id, endpoint.id);
    await clock.advance(4000);
    expect(received.map(({ at }) => at - start)).toEqual([0, 1000, 5000]);
    await clock.advance(3 * day);
    expect(received).toHaveLength(9);
    dispatcher.resend(id, endpoint.id);
    await clock.advance(3 * day);
    expect(received).toHaveLength(10);
  });

  it('ends the retries when it succeeds', async () => {
    const { dispatcher, clock, received } = startDispatcher(
      ({ at }) => new Response(null, { status: at === start ? 500 : 200 }),
    );
    const endpoint = dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(1000);
    dispatcher.resend(id, endpoint.id);
    await clock.advance(3 * day);
    expect(received).toHaveLength(2);
    expect(dispatcher.message(id).deliveries[0]?.status).toBe('succeeded');
  });

  it('asks for a message and an endpoint that exist, and an endpoint that is enabled', async () => {
    const { dispatcher } = startDispatcher();
    const endpoint = dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    expect(() => dispatcher.resend('msg_x', endpoint.id)).toThrow(
      expect.objectContaining({ code: 'message-not-found' }),
    );
    expect(() => dispatcher.resend(id, 'ep_x')).toThrow(
      expect.objectContaining({ code: 'endpoint-not-found' }),
    );
    dispatcher.updateEndpoint(endpoint.id, { isDisabled: true });
    expect(() => dispatcher.resend(id, endpoint.id)).toThrow(
      expect.objectContaining({ code: 'endpoint-disabled' }),
    );
  });
});

describe('replaying', () => {
  it('sends all that failed since a time', async () => {
    let status = 500;
    const { dispatcher, clock, received, arrivals } = startDispatcher(() => new Response(null, { status }));
    const endpoint = dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(2 * day);
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(2 * day);
    status = 200;
    dispatcher.publish(eventOf());
    await clock.advance(0);
    received.length = 0;
    expect(dispatcher.replay(endpoint.id, 'failed', start + day)).toBe(1);
    await clock.advance(0);
    expect(arrivals()).toEqual([id]);
    expect(dispatcher.replay(endpoint.id, 'failed', start + day)).toBe(0);
    expect(dispatcher.replay(endpoint.id, 'failed', 0)).toBe(1);
  });

  it('sends all that an endpoint never was sent: from before it, while it was disabled, or lost', async () => {
    const { dispatcher, clock, received, arrivals } = startDispatcher();
    const older = dispatcher.publish(eventOf());
    await clock.advance(day);
    const before = dispatcher.publish(eventOf('user.updated'));
    const endpoint = dispatcher.createEndpoint({ url, eventTypes: ['user.created', 'user.updated'] });
    dispatcher.publish(eventOf('user.deleted'));
    dispatcher.setFaults({ lossShare: 1 });
    const lost = dispatcher.publish(eventOf());
    dispatcher.setFaults({});
    dispatcher.publish(eventOf());
    dispatcher.updateEndpoint(endpoint.id, { isDisabled: true });
    const missed = dispatcher.publish(eventOf());
    dispatcher.updateEndpoint(endpoint.id, { isDisabled: false });
    await clock.advance(day);
    received.length = 0;
    expect(dispatcher.replay(endpoint.id, 'missing', start + day)).toBe(3);
    await clock.advance(0);
    expect(arrivals().toSorted()).toEqual([before.id, lost.id, missed.id].toSorted());
    expect(dispatcher.replay(endpoint.id, 'missing', start + day)).toBe(0);
    expect(dispatcher.replay(endpoint.id, 'missing', 0)).toBe(1);
    await clock.advance(0);
    expect(arrivals()).toContain(older.id);
  });
});

describe('the log', () => {
  it('keeps the newest 1,000 messages and 2,000 attempts', async () => {
    const { dispatcher, clock } = startDispatcher();
    dispatcher.createEndpoint({ url, faults: { duplicateShare: 1 } });
    const sent: string[] = [];
    for (let index = 0; index < 1100; index++) {
      sent.push(dispatcher.publish(eventOf()).id);
      await clock.advance(0);
    }
    expect(dispatcher.messages.map(({ id }) => id)).toEqual(sent.slice(100).toReversed());
    expect(dispatcher.attempts()).toHaveLength(2000);
  });

  it('keeps messages that have attempts to come beyond its bound', async () => {
    const { dispatcher, clock } = startDispatcher(() => new Response(null, { status: 500 }), {
      messagesMax: 3,
    });
    dispatcher.createEndpoint({ url });
    for (let index = 0; index < 10; index++) dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(dispatcher.messages).toHaveLength(10);
    await clock.advance(3 * day);
    dispatcher.publish(eventOf());
    expect(dispatcher.messages).toHaveLength(3);
  });

  it('keeps the first 1,024 characters of an answer', async () => {
    const { dispatcher, clock } = startDispatcher(() => new Response('ä'.repeat(100_000)));
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(dispatcher.attempts()[0]?.response).toBe('ä'.repeat(1024));
  });

  it('shows attempts of a message, of an endpoint, or all, the newest first', async () => {
    const { dispatcher, clock } = startDispatcher();
    const one = dispatcher.createEndpoint({ url });
    const two = dispatcher.createEndpoint({ url });
    const first = dispatcher.publish(eventOf());
    await clock.advance(1000);
    dispatcher.publish(eventOf());
    await clock.advance(1000);
    expect(dispatcher.attempts()).toHaveLength(4);
    expect(dispatcher.attempts().map(({ at }) => at - start)).toEqual([1000, 1000, 0, 0]);
    expect(dispatcher.attempts({ messageId: first.id })).toHaveLength(2);
    expect(dispatcher.attempts({ endpointId: one.id })).toHaveLength(2);
    expect(dispatcher.attempts({ messageId: first.id, endpointId: two.id })).toHaveLength(1);
  });
});

describe('a snapshot', () => {
  it('is JSON, and a dispatcher that starts from it goes on where the other ended', async () => {
    const first = startDispatcher(() => new Response(null, { status: 500 }));
    const endpoint = first.dispatcher.createEndpoint({ url, eventTypes: ['user.created'] });
    const { id } = first.dispatcher.publish(eventOf());
    await first.clock.advance(6000);
    first.dispatcher.close();
    const state = JSON.parse(JSON.stringify(first.dispatcher.snapshot()));
    await first.clock.advance(3 * day);
    expect(first.received).toHaveLength(2);

    const arrived: number[] = [];
    const clock = new VirtualClock({ start: start + 200_000 });
    const second = createWebhookDispatcher({
      clock,
      newId: createIds(),
      random: () => 0,
      hasJitter: false,
      state,
      fetch: async () => {
        arrived.push(clock.now() - start);
        return new Response(null, { status: 500 });
      },
    });
    expect(second.endpoints).toEqual([endpoint].map((kept) => ({ ...kept, streak: expect.anything() })));
    await clock.advance(3 * day);
    expect(arrived).toEqual([305_000, 2_105_000, 9_305_000, 27_305_000, 63_305_000, 99_305_000]);
    expect(second.message(id).deliveries[0]).toMatchObject({ status: 'failed', attemptCount: 8 });
  });

  it('is announced after each change', async () => {
    let count = 0;
    const { dispatcher, clock } = startDispatcher(undefined, {
      onChange: () => {
        count++;
      },
    });
    const changes: (() => unknown)[] = [
      () => dispatcher.createEndpoint({ url }),
      () => dispatcher.updateEndpoint(`${dispatcher.endpoints[0]?.id}`, { eventTypes: ['user.created'] }),
      () => dispatcher.rotateSecret(`${dispatcher.endpoints[0]?.id}`),
      () => dispatcher.setFaults({ delayMs: 5 }),
      () => dispatcher.publish(eventOf()),
      () => clock.advance(1000),
      () => dispatcher.removeEndpoint(`${dispatcher.endpoints[0]?.id}`),
    ];
    for (const change of changes) {
      const before = count;
      await change();
      expect(count, String(change)).toBeGreaterThan(before);
    }
  });
});

describe('a dispatcher that is closed', () => {
  it('sends nothing more, neither retries nor new messages', async () => {
    const { dispatcher, clock, received } = startDispatcher(() => {
      dispatcher.close();
      return new Response(null, { status: 500 });
    });
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    expect(received).toHaveLength(1);
  });
});
