import { type ClerkBindings, isLoopbackHost, parseClerkSettings } from '@bloqr/contract';
import { createClerkApi } from '../checks/clerk-api.ts';
import { type Ask, once, type Setup } from '../checks/setup.ts';
import { type BackendApi, findOwnSession, mintToken, openSession, readText } from '../clerk/backend-api.ts';
import { readMember } from '../clerk/read-answer.ts';
import { readAccessHeaders } from '../io/access-headers.ts';
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
  /** As `GET /api/config` says it; undefined where that is not answered as bloqr-backend does. */
  readonly environment: string | undefined;
  readonly isProduction: boolean;
  readonly clerkApi: BackendApi | undefined;
  readonly freeToken: () => Promise<SessionToken | undefined>;
  readonly adminToken: () => Promise<SessionToken | undefined>;
  /** With which an administrator comes through Cloudflare Access, as far as that is known. */
  readonly accessHeaders: Readonly<Record<string, string>>;
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
  const environment = readText(config, 'environment');
  const deployment = { ...parts, setup, values, isLocal, send, config, publishableKey, clerkApi };
  return {
    ...deployment,
    accessHeaders: readAccessHeaders(localValues),
    environment,
    isProduction: environment === 'production',
    freeToken: once(async () => {
      requireOurs(environment);
      return findFreeToken(clerkApi, localValues.BLOQR_FREE_TOKEN);
    }),
    adminToken: once(async () => {
      requireOurs(environment);
      return findAdminToken(clerkApi, parts.adminId, localValues.BLOQR_TOKEN);
    }),
  };
}

/** A token opens an account to whoever gets it: an address that is mistyped gets none. */
function requireOurs(environment: string | undefined): void {
  if (environment === undefined)
    throw new Error('it does not answer as bloqr-backend does, so that no token is sent there');
}

async function findAdminToken(
  api: BackendApi | undefined,
  userId: string | undefined,
  given: string | undefined,
): Promise<SessionToken | undefined> {
  if (userId === undefined) return given === undefined ? undefined : { token: given.trim(), isMinted: false };
  if (api === undefined) throw new Error('--as needs CLERK_SECRET_KEY');
  return makeToken(api, userId);
}

async function findFreeToken(
  api: BackendApi | undefined,
  given: string | undefined,
): Promise<SessionToken | undefined> {
  if (given !== undefined) return { token: given.trim(), isMinted: false };
  if (api === undefined) return undefined;
  const users = await api.read(`/users?limit=${usersLooked}&order_by=-last_sign_in_at`);
  const others = (Array.isArray(users) ? users : []).filter(
    (user: unknown) =>
      readMember(readMember(user, 'public_metadata'), 'tier') !== 'admin' &&
      readMember(user, 'banned') !== true,
  );
  if (others.length === 0)
    throw new Error(
      `among the ${usersLooked} users who last signed in at Clerk is none but administrators: make one who is not, or set BLOQR_FREE_TOKEN`,
    );
  for (const user of others) {
    const made = await makeToken(api, readText(user, 'id') ?? '');
    if (made !== undefined) return made;
  }
  throw new Error('no free user is signed in at Clerk: sign in as one, or set BLOQR_FREE_TOKEN');
}

/** From a session that is open, or, where Clerk allows it, in development instances, from a new one, which is ended again. */
async function makeToken(api: BackendApi, userId: string): Promise<SessionToken | undefined> {
  const open = await findOwnSession(api, userId).catch(() => undefined);
  const session = open ?? (await openSession(api, userId).catch(() => undefined));
  if (session === undefined) return undefined;
  const token = await mintToken(api, session).catch(() => undefined);
  if (open === undefined) await api.request('POST', `/sessions/${encodeURIComponent(session)}/revoke`);
  return token === undefined ? undefined : { token, isMinted: true };
}

/** Whether an answer is the Worker's own, and not of something that stands in front of it. */
export function isOwnAnswer({ headers }: RemoteAnswer): boolean {
  return headers.has('x-request-id');
}
