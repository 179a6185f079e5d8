import type { WebhookEvent } from '../../src/webhook-event.ts';
import type { WebhookDispatcherOptions } from '../../src/webhooks/dispatcher-options.ts';
import { createSeededRandom } from '../../src/webhooks/seeded-random.ts';
import { VirtualClock } from '../../src/webhooks/virtual-clock.ts';
import { createWebhookDispatcher, type WebhookDispatcher } from '../../src/webhooks/webhook-dispatcher.ts';

/** When the tests begin: Tuesday, 14 November 2023, 22:13:20. */
export const start = 1_700_000_000_000;

/** Where the endpoint of the tests is. */
export const url = 'http://localhost:22100/api/webhooks/clerk';

/** A request as an endpoint got it. */
export interface Received {
  readonly at: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly url: string;
  readonly redirect: RequestRedirect;
}

/** A dispatcher on a virtual clock, and everything that endpoints got from it. */
export interface Harness {
  readonly clock: VirtualClock;
  readonly dispatcher: WebhookDispatcher;
  readonly received: Received[];
  /** Ids of the messages that arrived, in their order. */
  readonly arrivals: () => string[];
}

type Answer = (received: Received, signal: AbortSignal) => Response | Promise<Response>;

/** Starts a dispatcher whose endpoints answer so. */
export function startDispatcher(
  answer: Answer = () => new Response(null, { status: 204 }),
  options: Partial<WebhookDispatcherOptions> = {},
): Harness {
  const clock = new VirtualClock({ start, patienceMs: answer === hang ? 20 : 15_000 });
  const received: Received[] = [];
  const dispatcher = createWebhookDispatcher({
    clock,
    newId: createIds(),
    random: createSeededRandom(1),
    hasJitter: false,
    ...options,
    fetch: async (request) => {
      const got: Received = {
        at: clock.now(),
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
        url: request.url,
        redirect: request.redirect,
      };
      received.push(got);
      return answer(got, request.signal);
    },
  });
  return {
    clock,
    dispatcher,
    received,
    arrivals: () => received.map(({ headers }) => `${headers['svix-id']}`),
  };
}

/** Ids with the length of real ones, counted. */
export function createIds(): (prefix: string) => string {
  let count = 0;
  return (prefix) => `${prefix}_${`${++count}`.padStart(27, '0')}`;
}

/** An event of the emulator. */
export function eventOf(type = 'user.created', id = 'user_2abcdefghijklmnopqrstuvwxyz'): WebhookEvent {
  return {
    object: 'event',
    type,
    data: { object: 'user', id, first_name: 'Zoë', updated_at: start },
    timestamp: start,
    instance_id: 'ins_2abcdefghijklmnopqrstuvwxyz',
  };
}

/** Never answers; gives up only when it is told to. */
export function hang(_: Received, signal: AbortSignal): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')));
  });
}
