import {
  type ClerkEmulator,
  type ClerkEmulatorOptions,
  createClerkEmulator,
  createMemoryStore,
  type InstanceSnapshot,
  type WebhookEvent,
} from '../src/index.ts';

/** When the tests begin: Tuesday, 14 November 2023, 22:13:20. */
export const start = 1_700_000_000_000;

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Whatever JSON was answered; undefined without a body. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** An emulator in this process, with a clock that stands still, and all that it has announced. */
export interface Harness {
  readonly emulator: ClerkEmulator;
  readonly clock: { now: number };
  readonly events: WebhookEvent[];
  /** Asks `/v1/…` with the secret key, or `/emulator/…`. Headers of undefined are left out. */
  readonly call: (
    request: string,
    body?: unknown,
    headers?: Readonly<Record<string, string | undefined>>,
  ) => Promise<Answer>;
  /** Makes a user with this address and gives its id. */
  readonly addUser: (email: string, fields?: Readonly<Record<string, unknown>>) => Promise<string>;
}

let blank: Promise<InstanceSnapshot | undefined> | undefined;

/** An instance with nothing in it. Making an RSA key takes long, so that there is one for all tests of a file. */
function makeBlank(): Promise<InstanceSnapshot | undefined> {
  const store = createMemoryStore();
  blank ??= createClerkEmulator({ now: () => start, store })
    .connect()
    .then(() => store.load());
  return blank;
}

/**
 * Starts an emulator.
 *
 * @example
 * const { call } = await startEmulator();
 * const { status, body } = await call('GET /v1/users');
 */
export async function startEmulator(options: Partial<ClerkEmulatorOptions> = {}): Promise<Harness> {
  const clock = { now: start };
  const events: WebhookEvent[] = [];
  const emulator = createClerkEmulator({
    now: () => clock.now,
    onEvent: (event) => {
      events.push(event);
    },
    store: createMemoryStore(structuredClone(await makeBlank())),
    ...options,
  });
  const { secretKey } = await emulator.connect();
  const call: Harness['call'] = async (request, body, headers = {}) => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const given = {
      Authorization: path.startsWith('/v1') ? `Bearer ${secretKey}` : undefined,
      'Content-Type': body === undefined ? undefined : 'application/json',
      ...headers,
    };
    const response = await emulator.app.request(`http://localhost:8790${path}`, {
      method,
      headers: Object.entries(given).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as [string, string]],
      ),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  const addUser: Harness['addUser'] = async (email, fields = {}) => {
    const { body } = await call('POST /v1/users', { email_address: [email], ...fields });
    return body.id;
  };
  return { emulator, clock, events, call, addUser };
}

/** Header and claims of a token, unverified. */
export function readToken(jwt: string) {
  const [header = '', claims = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString());
  return { header: JSON.parse(header), claims: JSON.parse(claims) };
}
