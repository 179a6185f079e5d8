import { Hono } from 'hono';
import { answerError } from './http/answer-error.ts';
import { notFound } from './http/clerk-error.ts';
import { makeId, type RandomBytes } from './ids/make-id.ts';
import { Instance } from './instance/instance.ts';
import type { InstanceStore } from './instance/instance-store.ts';
import { type GivenKeys, readSnapshot } from './instance/read-snapshot.ts';
import type { Mail } from './mail/mail.ts';
import { createDashboard } from './page/dashboard.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { createTimerClock, type DeliveryClock } from './webhooks/delivery-clock.ts';
import { createWebhookDispatcher, type WebhookDispatcher } from './webhooks/webhook-dispatcher.ts';
import { createWebhooksApi } from './webhooks/webhooks-api.ts';

/** How webhooks are delivered. */
export interface WebhookSettings {
  /** Carries requests to endpoints; a Hono application's `fetch` delivers without a network. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** By default real time. */
  readonly clock?: DeliveryClock;
  /** An endpoint that is made where there is none, for users' events. */
  readonly endpointUrl?: string | undefined;
  /** Its signing secret; made where none is given. */
  readonly secret?: string | undefined;
  /** Hosts that endpoints may be at besides this machine. */
  readonly allowedHosts?: readonly string[];
  /** Whether retries come up to 20 % earlier or later. Default: true. */
  readonly hasJitter?: boolean;
  /** Requests under way at once. Default: 10. */
  readonly concurrencyMax?: number;
  /** Draws faults and jitter; by default from `randomBytes`. */
  readonly random?: () => number;
}

/** What an emulator runs on, every choice made. */
export interface EmulatorPorts extends GivenKeys {
  readonly now: () => number;
  readonly store: InstanceStore;
  readonly randomBytes: RandomBytes;
  readonly onEvent: (event: WebhookEvent) => void | Promise<void>;
  readonly onMail: (mail: Mail) => void;
  readonly webhooks: WebhookSettings | undefined;
  /** Host names besides this machine's under which the page may be asked for. */
  readonly hosts: readonly string[];
  /** Asks the emulator itself. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/** An emulator whose instance is there. */
export interface OpenedEmulator {
  readonly instance: Instance;
  readonly webhooks: WebhookDispatcher;
  /** What takes the dashboard's place: the page, and `/emulator/webhooks`. It answers 404 to all else. */
  readonly desk: Hono;
}

/** The events that the guide selects. */
const eventTypes = ['user.created', 'user.updated', 'user.deleted'];

/** Takes instance and webhooks from the store, or makes them and keeps them. */
export async function openEmulator(ports: EmulatorPorts): Promise<OpenedEmulator> {
  const kept = await ports.store.load();
  const snapshot = await readSnapshot(kept, ports, ports);
  const save = (): Promise<void> =>
    ports.store.save({ ...instance.describeSnapshot(), webhooks: webhooks.snapshot() });
  const instance: Instance = new Instance(snapshot, {
    now: ports.now,
    randomBytes: ports.randomBytes,
    save,
    onMail: ports.onMail,
    onEvent: async (event) => {
      webhooks.publish(event);
      await ports.onEvent(event);
    },
  });
  const webhooks: WebhookDispatcher = createWebhookDispatcher({
    ...describeDelivery(ports),
    newId: (prefix) => makeId(prefix, ports.now(), ports.randomBytes),
    ...(snapshot.webhooks === undefined ? {} : { state: snapshot.webhooks }),
    // What the log of deliveries could not write down, the next change of the instance writes down, or fails aloud.
    onChange: () => void save().catch(() => instance.touch()),
  });
  addFirstEndpoint(webhooks, ports.webhooks);
  if (kept === undefined) await save();
  return { instance, webhooks, desk: createDesk(webhooks, ports) };
}

function createDesk(webhooks: WebhookDispatcher, { fetch, hosts, now }: EmulatorPorts): Hono {
  const desk = new Hono();
  desk.onError(answerError);
  desk.notFound((c) => answerError(notFound('URL not found', `The emulator has no ${c.req.path}`), c));
  desk.route('/emulator/webhooks', createWebhooksApi(webhooks));
  desk.route('/', createDashboard({ fetch, webhooks, now, hosts }));
  return desk;
}

function describeDelivery({ now, randomBytes, webhooks }: EmulatorPorts) {
  const { endpointUrl: _, secret: __, ...settings } = webhooks ?? { fetch: refuseDelivery };
  return {
    clock: createTimerClock(now),
    random: () => new DataView(randomBytes(4).buffer).getUint32(0) / 2 ** 32,
    ...settings,
  };
}

async function refuseDelivery(): Promise<Response> {
  throw new Error('This emulator was made without a way to deliver webhooks.');
}

function addFirstEndpoint(webhooks: WebhookDispatcher, settings: WebhookSettings | undefined): void {
  if (settings?.endpointUrl === undefined || webhooks.endpoints.length > 0) return;
  webhooks.createEndpoint({
    url: settings.endpointUrl,
    eventTypes,
    ...(settings.secret === undefined ? {} : { secrets: [settings.secret] }),
  });
}
