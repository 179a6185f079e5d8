import { createClerkEmulator } from '../../src/clerk-emulator.ts';
import { makeId } from '../../src/ids/make-id.ts';
import { localOnly } from '../../src/local-only.ts';
import { createDashboard } from '../../src/page/dashboard.ts';
import type { DeliveryClock } from '../../src/webhooks/delivery-clock.ts';
import { createSeededRandom } from '../../src/webhooks/seeded-random.ts';
import { createWebhookDispatcher, type WebhookDispatcher } from '../../src/webhooks/webhook-dispatcher.ts';
import { createWebhooksApi } from '../../src/webhooks/webhooks-api.ts';

/** An emulator with its page, as it is run. */
export interface PageHarness {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly dispatcher: WebhookDispatcher;
}

/** Wires emulator, dispatcher and page together. */
export function startPage(
  clock: DeliveryClock,
  deliver: (request: Request) => Promise<Response>,
): PageHarness {
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  const dispatcher = createWebhookDispatcher({
    clock,
    fetch: deliver,
    newId: (prefix) => makeId(prefix, clock.now(), randomBytes),
    random: createSeededRandom(1),
    hasJitter: false,
  });
  const { app } = createClerkEmulator({
    now: clock.now,
    onEvent: (event) => {
      dispatcher.publish(event);
    },
  });
  app.use('/emulator/*', localOnly());
  app.route('/emulator/webhooks', createWebhooksApi(dispatcher));
  app.route('/', createDashboard({ fetch: app.fetch, webhooks: dispatcher, now: clock.now }));
  return { fetch: app.fetch, dispatcher };
}
