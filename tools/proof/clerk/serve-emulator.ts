import type { AddressInfo } from 'node:net';
import {
  type ClerkConnection,
  type ClerkEmulator,
  type ClerkEmulatorOptions,
  createClerkEmulator,
  createMemoryStore,
  type InstanceSnapshot,
  type WebhookEvent,
} from '@bloqr/clerk-emulator';
import { serve } from '@hono/node-server';

/** An emulator on a loopback port, for clients that know only addresses. */
export interface ServedEmulator extends ClerkConnection {
  readonly emulator: ClerkEmulator;
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** What it has announced, oldest first. */
  readonly events: readonly WebhookEvent[];
  readonly close: () => Promise<void>;
}

let blank: Promise<InstanceSnapshot | undefined> | undefined;

/** An instance with nothing in it. Making an RSA key takes long, so that there is one for all emulators of a process. */
function makeBlank(): Promise<InstanceSnapshot | undefined> {
  const store = createMemoryStore();
  blank ??= createClerkEmulator({ now: () => Date.now(), store })
    .connect()
    .then(() => store.load());
  return blank;
}

/** Starts an emulator on a free port. Whoever starts it closes it. */
export async function serveEmulator(options: Partial<ClerkEmulatorOptions> = {}): Promise<ServedEmulator> {
  const events: WebhookEvent[] = [];
  const emulator = createClerkEmulator({
    now: () => Date.now(),
    store: createMemoryStore(structuredClone(await makeBlank())),
    onEvent: (event) => {
      events.push(event);
    },
    ...options,
  });
  const connection = await emulator.connect();
  const server = serve({ fetch: emulator.app.fetch, hostname: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...connection,
    emulator,
    events,
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
