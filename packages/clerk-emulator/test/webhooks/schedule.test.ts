import { describe, expect, it } from 'vitest';
import { eventOf, hang, start, startDispatcher, url } from './start-dispatcher.ts';

const day = 24 * 60 * 60 * 1000;

describe('delivery', () => {
  it('sends an event once to each endpoint that wants its type, with one id', async () => {
    const { dispatcher, clock, received, arrivals } = startDispatcher();
    dispatcher.createEndpoint({ url, eventTypes: ['user.created'] });
    dispatcher.createEndpoint({ url: `${url}/` });
    dispatcher.createEndpoint({ url, eventTypes: ['user.deleted'] });
    dispatcher.createEndpoint({ url, isDisabled: true });
    const event = eventOf();
    const { id } = dispatcher.publish(event);
    await clock.advance(0);
    expect(arrivals()).toEqual([id, id]);
    expect(id).toMatch(/^msg_.{27}$/);
    expect(received.map((request) => request.url).toSorted()).toEqual([url, `${url}/`]);
    expect(received.map(({ body }) => JSON.parse(body))).toEqual([event, event]);
    expect(received[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Svix-Webhooks\/\d/),
      'svix-timestamp': `${start / 1000}`,
    });
    await clock.advance(3 * day);
    expect(received).toHaveLength(2);
    expect(dispatcher.message(id).deliveries.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
  });

  it('is tried eight times over 27 hours and 35 minutes, with one id and body, new times and signatures', async () => {
    const { dispatcher, clock, received } = startDispatcher(() => new Response('no', { status: 500 }));
    dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    const seconds = received.map(({ at }) => (at - start) / 1000);
    expect(seconds).toEqual([0, 5, 305, 2105, 9305, 27_305, 63_305, 99_305]);
    expect(new Set(received.map(({ headers }) => headers['svix-id']))).toEqual(new Set([id]));
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    expect(received.map(({ headers }) => Number(headers['svix-timestamp']) - start / 1000)).toEqual(seconds);
    expect(new Set(received.map(({ headers }) => headers['svix-signature'])).size).toBe(8);
    expect(dispatcher.message(id).deliveries[0]).toMatchObject({ status: 'failed', nextAttemptAt: null });
  });

  it.each([
    [200, true],
    [204, true],
    [299, true],
    [301, false],
    [307, false],
    [400, false],
    [404, false],
    [410, false],
    [500, false],
  ])('takes %i for success: %s', async (status, isSuccess) => {
    const { dispatcher, clock, received } = startDispatcher(
      () => new Response(null, { status, headers: { location: 'http://localhost:22100/elsewhere' } }),
    );
    dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(received.map(({ redirect }) => redirect)).toEqual(['manual']);
    expect(dispatcher.message(id).deliveries[0]?.status).toBe(isSuccess ? 'succeeded' : 'pending');
    expect(dispatcher.attempts()[0]).toMatchObject({ outcome: isSuccess ? 'succeeded' : 'refused', status });
  });

  it('stops when an attempt succeeds', async () => {
    const { dispatcher, clock, received } = startDispatcher(
      ({ at }) => new Response(null, { status: at < start + 300_000 ? 503 : 200 }),
    );
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    expect(received.map(({ at }) => at - start)).toEqual([0, 5000, 305_000]);
  });

  it('gives up a request after 15 s, and leaves the endpoint alone for 60 s', async () => {
    const { dispatcher, clock, received } = startDispatcher(hang);
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(14_999);
    expect(dispatcher.attempts()).toEqual([]);
    await clock.advance(1);
    expect(dispatcher.attempts()).toMatchObject([
      { outcome: 'timed-out', status: null, durationMs: 15_000, nextAttemptAt: start + 75_000 },
    ]);
    await clock.advance(60_000);
    expect(received).toHaveLength(2);
  });

  it('records an endpoint that cannot be reached, and tries again', async () => {
    const { dispatcher, clock } = startDispatcher(() => {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 127.0.0.1:22100') });
    });
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(5000);
    expect(dispatcher.attempts()).toMatchObject([
      { number: 2, outcome: 'unreachable', response: 'connect ECONNREFUSED 127.0.0.1:22100' },
      { number: 1, outcome: 'unreachable', status: null },
    ]);
  });

  it.each([
    ['429 without a wish', { status: 429 }, 60_000],
    ['503 and 7 s', { status: 503, headers: { 'retry-after': '7' } }, 7000],
    ['503 and 1 s, which is too short', { status: 503, headers: { 'retry-after': '1' } }, 5000],
    ['503 and an hour, which is too long', { status: 503, headers: { 'retry-after': '3600' } }, 10_000],
    ['429 and 90 s', { status: 429, headers: { 'retry-after': '90' } }, 90_000],
    [
      '503 and a date',
      { status: 503, headers: { 'retry-after': new Date(start + 8000).toUTCString() } },
      8000,
    ],
    ['503 and nonsense', { status: 503, headers: { 'retry-after': 'soon' } }, 5000],
  ])('waits as asked after %s', async (_, init, delayMs) => {
    const { dispatcher, clock } = startDispatcher(() => new Response(null, init));
    dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(dispatcher.attempts()[0]?.nextAttemptAt).toBe(start + delayMs);
  });

  it('sends at most as many requests at once as it is told', async () => {
    let underWay = 0;
    let most = 0;
    const { dispatcher, clock, received } = startDispatcher(
      async () => {
        most = Math.max(most, ++underWay);
        await new Promise((resolve) => setTimeout(resolve, 1));
        underWay--;
        return new Response();
      },
      { concurrencyMax: 3 },
    );
    dispatcher.createEndpoint({ url });
    for (let index = 0; index < 20; index++) dispatcher.publish(eventOf());
    await clock.advance(0);
    await clock.advance(0);
    expect(most).toBe(3);
    expect(received).toHaveLength(20);
  });
});

describe('an endpoint', () => {
  it('stops the retries of a message with webhook-delivery: abort-message', async () => {
    const { dispatcher, clock, received } = startDispatcher(
      () => new Response(null, { status: 400, headers: { 'webhook-delivery': 'abort-message' } }),
    );
    dispatcher.createEndpoint({ url });
    const { id } = dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    expect(received).toHaveLength(1);
    expect(dispatcher.message(id).deliveries[0]?.status).toBe('aborted');
    dispatcher.publish(eventOf());
    await clock.advance(0);
    expect(received).toHaveLength(2);
  });

  it.each([200, 500])('disables itself with webhook-delivery: disable beside %i', async (status) => {
    const { dispatcher, clock, received } = startDispatcher(
      () => new Response(null, { status, headers: { 'webhook-delivery': 'disable' } }),
    );
    const { id } = dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    dispatcher.publish(eventOf());
    await clock.advance(3 * day);
    expect(received).toHaveLength(1);
    expect(dispatcher.endpoint(id).disabled).toEqual({ reason: 'by-answer', at: start });
  });

  it('is disabled after failing for five days, and not before', async () => {
    const { dispatcher, clock } = startDispatcher(() => new Response(null, { status: 500 }));
    const { id } = dispatcher.createEndpoint({ url });
    for (let days = 0; days < 5; days++) {
      dispatcher.publish(eventOf());
      await clock.advance(day);
    }
    expect(dispatcher.endpoint(id).disabled).toBeNull();
    dispatcher.publish(eventOf());
    await clock.advance(day);
    const { disabled } = dispatcher.endpoint(id);
    expect(disabled?.reason).toBe('by-failures');
    // The clock starts with the seventh attempt at the first message, 17 h 35 min 5 s after it.
    expect((disabled?.at ?? 0) - start).toBeGreaterThanOrEqual(5 * day + 63_305_000);
    const pending = dispatcher.messages.flatMap(({ deliveries }) => deliveries);
    await clock.advance(3 * day);
    expect(pending.length).toBe(6);
    expect(dispatcher.messages.flatMap(({ deliveries }) => deliveries.map(({ status }) => status))).toEqual(
      Array(6).fill('failed'),
    );
  });

  it('is not disabled when one attempt in five days succeeds', async () => {
    const { dispatcher, clock } = startDispatcher(
      ({ at }) => new Response(null, { status: at === start + 3 * day ? 200 : 500 }),
    );
    const { id } = dispatcher.createEndpoint({ url });
    for (let days = 0; days < 7; days++) {
      dispatcher.publish(eventOf());
      await clock.advance(day);
    }
    expect(dispatcher.endpoint(id).disabled).toBeNull();
  });

  it('that is removed gets no more attempts', async () => {
    const { dispatcher, clock, received } = startDispatcher(() => new Response(null, { status: 500 }));
    const { id } = dispatcher.createEndpoint({ url });
    dispatcher.publish(eventOf());
    await clock.advance(0);
    dispatcher.removeEndpoint(id);
    await clock.advance(3 * day);
    expect(received).toHaveLength(1);
  });
});
