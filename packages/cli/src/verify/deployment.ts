import { type ClerkBindings, isLoopbackHost, parseClerkSettings } from '@bloqr/contract';
import { type ClerkApi, createClerkApi, readText } from '../checks/clerk-api.ts';
import { type Ask, once, type Setup } from '../checks/setup.ts';
import { readMember } from '../clerk/read-answer.ts';
import type { RemoteAnswer } from '../io/ask-remote.ts';

/** What a deployment is proven with. */
export interface DeploymentParts {
  readonly url: URL;
  readonly ask: Ask;
  /** Values that are the deployment's, as far as they are known. */
  readonly values: Readonly<Record<string, string>>;
  /** Values of this machine. They count as the deployment's where both name the same instance of Clerk. */
  readonly localValues: Readonly<Record<string, string>>;
  /** Origins that must be allowed, besides its own. */
  readonly origins: readonly string[];
  /** The Clerk id of an administrator for whom a token may be made. */
  readonly adminId: string | undefined;
  /** The project that was deployed; undefined outside of one. */
  readonly setup: Setup | undefined;
  /** The version of the Worker that is here. */
  readonly version: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Buffer;
}

/** A running deployment, seen from outside. */
export interface Deployment extends Omit<DeploymentParts, 'localValues'> {
  readonly isLocal: boolean;
  readonly send: (path: string, request?: Partial<Parameters<Ask>[1]>) => Promise<RemoteAnswer>;
  /** The body of `GET /api/config`; undefined where there is none. */
  readonly config: unknown;
  readonly publishableKey: string | undefined;
  readonly isProduction: boolean;
  readonly clerkApi: ClerkApi | undefined;
  readonly freeToken: () => Promise<SessionToken | undefined>;
  readonly adminToken: () => Promise<SessionToken | undefined>;
}

/** A session token and how it was had. */
export interface SessionToken {
  readonly token: string;
  /** Made through the Backend API: it names no page, which production refuses by default. */
  readonly isMinted: boolean;
}

const timeLimitMs = 20_000;
const usersLooked = 20;

/** Looks at a deployment for the first time, and decides which of the values known here are its own. */
export async function openDeployment(parts: DeploymentParts): Promise<Deployment> {
  const { url, ask, localValues } = parts;
  const send: Deployment['send'] = (path, request = {}) =>
    ask(new URL(path, url).href, { method: 'GET', headers: {}, timeLimitMs, ...request });
  const config = await send('/api/config').then(
    ({ status, body }) => (status === 200 ? body : undefined),
    () => undefined,
  );
  const publishableKey = readText(readMember(config, 'auth'), 'clerkPublishableKey');
  const isLocal = isLoopbackHost(url.hostname);
  const known = localValues.CLERK_PUBLISHABLE_KEY;
  const isSameInstance = isLocal || known === undefined || known === publishableKey;
  const values = { ...(isSameInstance ? localValues : {}), ...parts.values };
  const bindings: ClerkBindings = values;
  const clerk = parseClerkSettings(bindings, 'local');
  const clerkApi = createClerkApi({ clerk, ask });
  const setup = parts.setup && { ...parts.setup, values, clerk };
  const deployment = { ...parts, setup, values, isLocal, send, config, publishableKey, clerkApi };
  return {
    ...deployment,
    isProduction: readText(config, 'environment') === 'production',
    freeToken: once(() => findFreeToken(clerkApi, localValues.BLOQR_FREE_TOKEN)),
    adminToken: once(() => findAdminToken(clerkApi, parts.adminId, localValues.BLOQR_TOKEN)),
  };
}

async function findAdminToken(
  api: ClerkApi | undefined,
  userId: string | undefined,
  given: string | undefined,
): Promise<SessionToken | undefined> {
  if (userId === undefined) return given === undefined ? undefined : { token: given.trim(), isMinted: false };
  if (api === undefined) throw new Error('--as needs CLERK_SECRET_KEY');
  return makeToken(api, userId);
}

async function findFreeToken(
  api: ClerkApi | undefined,
  given: string | undefined,
): Promise<SessionToken | undefined> {
  if (given !== undefined) return { token: given.trim(), isMinted: false };
  if (api === undefined) return undefined;
  const users = await api.read(`/users?limit=${usersLooked}&order_by=-last_sign_in_at`);
  for (const user of Array.isArray(users) ? users : []) {
    const isAdmin = readMember(readMember(user, 'public_metadata'), 'tier') === 'admin';
    if (isAdmin || readMember(user, 'banned') === true) continue;
    const made = await makeToken(api, readText(user, 'id') ?? '');
    if (made !== undefined) return made;
  }
  return undefined;
}

/** From a session that is open, or, where Clerk allows it, in development instances, from a new one, which is ended again. */
async function makeToken(api: ClerkApi, userId: string): Promise<SessionToken | undefined> {
  const open = await api.request(
    'GET',
    `/sessions?user_id=${encodeURIComponent(userId)}&status=active&limit=1`,
  );
  const [first]: readonly unknown[] = Array.isArray(open.body) ? open.body : [];
  const isOpen = readText(first, 'id') !== undefined;
  const session = readText(
    isOpen ? first : (await api.request('POST', '/sessions', { user_id: userId })).body,
    'id',
  );
  if (session === undefined) return undefined;
  const path = `/sessions/${encodeURIComponent(session)}`;
  const token = readText((await api.request('POST', `${path}/tokens`, {})).body, 'jwt');
  if (!isOpen) await api.request('POST', `${path}/revoke`);
  return token === undefined ? undefined : { token, isMinted: true };
}

/** Whether an answer is the Worker's own, and not of something that stands in front of it. */
export function isOwnAnswer({ headers }: RemoteAnswer): boolean {
  return headers.has('x-request-id');
}

/** What stands in front of the Worker, where an answer shows it. */
export function describeInterference({ status, headers }: RemoteAnswer): string | undefined {
  // https://developers.cloudflare.com/cloudflare-challenges/challenge-types/challenge-pages/detect-response/
  if (headers.get('cf-mitigated') === 'challenge') return 'Cloudflare’s bot protection asks for a challenge';
  const location = headers.get('location') ?? '';
  if (/^https:\/\/[^/]+\.cloudflareaccess\.com\//.test(location)) return 'Cloudflare Access asks to sign in';
  if (status >= 300 && status < 400) return `a redirect leads to ${location || 'nowhere'}`;
  return undefined;
}
