import { createClerkEmulator } from '../../src/clerk-emulator.ts';
import type { DeliveryClock } from '../../src/webhooks/delivery-clock.ts';
import { createSeededRandom } from '../../src/webhooks/seeded-random.ts';
import type { WebhookDispatcher } from '../../src/webhooks/webhook-dispatcher.ts';

/** An emulator with its page, as it is run. */
export interface PageHarness {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly dispatcher: WebhookDispatcher;
}

/** Starts an emulator whose webhooks are delivered by `deliver`. */
export async function startPage(
  clock: DeliveryClock,
  deliver: (request: Request) => Promise<Response>,
): Promise<PageHarness> {
  const emulator = createClerkEmulator({
    now: clock.now,
    webhooks: { clock, fetch: deliver, random: createSeededRandom(1), hasJitter: false },
  });
  return { fetch: emulator.app.fetch, dispatcher: await emulator.openWebhooks() };
}
