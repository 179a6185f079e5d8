/** What a page with a signed-in person could have asked for. */
interface TokenWish {
  readonly userId: string;
  /** The origin of the page. */
  readonly origin?: string;
  /** The name of a JWT template. */
  readonly template?: string;
  readonly expiresInSeconds?: number;
}

/** The local Clerk, through the interfaces it shares with the real one, and a few of its own for what a browser does. */
export interface LocalClerk {
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** Calls the Backend API: `PATCH`, `/users/user_1/metadata`. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** Calls what the dashboard and the browser would do. */
  readonly dashboard: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** Signs somebody up and gives their id. */
  readonly signUp: (name: string, publicMetadata?: object) => Promise<string>;
  /** A token as a page has it. */
  readonly token: (wish: TokenWish) => Promise<string>;
}

/** Connects to the local Clerk at this address. */
export async function connectLocalClerk(url: string): Promise<LocalClerk> {
  const dashboard = (method: string, path: string, body?: unknown) =>
    request(method, `${url}/emulator${path}`, body);
  const { publishableKey, secretKey } = (await dashboard('GET', '/connection')) as Record<string, string>;
  if (publishableKey === undefined || secretKey === undefined)
    throw new Error('The local Clerk has no keys.');
  const call: LocalClerk['call'] = async (method, path, body) =>
    (await request(method, `${url}/v1${path}`, body, secretKey)) as Record<string, unknown>;
  return {
    url,
    publishableKey,
    secretKey,
    call,
    dashboard,
    async signUp(name, publicMetadata = {}) {
      const user = await call('POST', '/users', {
        email_address: [`${name}@example.org`],
        first_name: name,
        skip_password_requirement: true,
        public_metadata: publicMetadata,
      });
      return String(user.id);
    },
    async token(wish) {
      return ((await dashboard('POST', '/tokens', wish)) as { jwt: string }).jwt;
    },
  };
}

async function request(method: string, url: string, body: unknown, secretKey?: string): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: {
      'Content-Type': 'application/json',
      ...(secretKey && { Authorization: `Bearer ${secretKey}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answers ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}
