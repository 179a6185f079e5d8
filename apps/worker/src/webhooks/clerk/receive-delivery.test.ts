import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../lib/log.ts';
import { createReceiveDelivery } from './receive-delivery.ts';
import type { WebhookStore } from './webhook-store.ts';

const secret = { bytes: new Uint8Array(32).fill(7) };
const timestamp = 1_700_000_000;
const body = new TextEncoder().encode('{"type":"session.created"}');

/** What takes deliveries at a time that the test sets, with a store of its own. */
function createReceiver(store: WebhookStore) {
  const entries: LogEntry[] = [];
  const background: Promise<unknown>[] = [];
  let nowMs = timestamp * 1000;
  const receive = createReceiveDelivery({
    secrets: [secret],
    instanceId: undefined,
    store,
    log: (entry) => entries.push(entry),
    now: () => nowMs,
  });
  const deliver = (readBody: () => Promise<Uint8Array | undefined> = async () => body) => {
    const signature = createHmac('sha256', secret.bytes)
      .update(`msg_1.${timestamp}.`)
      .update(body)
      .digest('base64');
    const headers = new Headers({
      'svix-id': 'msg_1',
      'svix-timestamp': String(timestamp),
      'svix-signature': `v1,${signature}`,
    });
    return receive({ headers, readBody, waitUntil: (work) => background.push(work) });
  };
  const pass = (milliseconds: number): void => {
    nowMs += milliseconds;
  };
  return { deliver, entries, background, pass };
}

const never = new Promise<never>(() => {});
const taken = { outcome: 'ignored', isRepeated: false, isSameBody: true } as const;
const idle: WebhookStore = { take: async () => taken, prune: async () => 0 };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('receiving a delivery', () => {
  it('gives a database that hangs 5 s, well before Svix gives up', async () => {
    const { deliver, entries } = createReceiver({ ...idle, take: () => never });
    const reception = deliver();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await reception).toEqual({ kind: 'unavailable' });
    expect(entries).toEqual([{ level: 'error', event: 'webhook-store-failed', reason: 'timeout' }]);
  });

  it('reads no body of whoever has not even the headers', async () => {
    const { deliver, pass } = createReceiver(idle);
    pass(301_000);
    const readBody = vi.fn(async () => body);
    expect(await deliver(readBody)).toEqual({ kind: 'not-genuine' });
    expect(readBody).not.toHaveBeenCalled();
  });

  it('answers whether or not old messages can be forgotten, and says so in the log', async () => {
    for (const prune of [() => Promise.reject(new Error('x')), () => never]) {
      const { deliver, entries, background } = createReceiver({ ...idle, prune });
      expect(await deliver()).toEqual({ kind: 'taken', outcome: 'ignored' });
      await vi.advanceTimersByTimeAsync(5000);
      await Promise.all(background);
      expect(entries.map(({ event }) => event)).toEqual(['webhook', 'webhook-prune-failed']);
    }
  });

  it('forgets old messages once a minute where there are few, and with every delivery where there are many', async () => {
    let count = 0;
    const prune = vi.fn(async () => count);
    const { deliver, background, pass } = createReceiver({ ...idle, prune });
    for (let time = 0; time < 3; time++) {
      await deliver();
      await Promise.all(background);
      expect(prune).toHaveBeenCalledTimes(1);
    }
    pass(60_000);
    count = 200;
    await deliver();
    await Promise.all(background);
    await deliver();
    await Promise.all(background);
    expect(prune).toHaveBeenCalledTimes(3);
    const ago = (days: number) => new Date(timestamp * 1000 + 60_000 - days * 86_400_000);
    expect(prune).toHaveBeenLastCalledWith({ messages: ago(60), bodies: ago(30) }, 200);
  });
});
