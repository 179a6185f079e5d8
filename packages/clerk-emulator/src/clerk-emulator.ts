import { Hono } from 'hono';
import { emulatorRoutes } from './emulator/emulator-routes.ts';
import { proxyPath } from './frontend/browser-request.ts';
import { createFrontendApi } from './frontend/frontend-api.ts';
import { overrideMethod } from './frontend/override-method.ts';
import type { ScriptSource } from './frontend/script-routes.ts';
import { answerError } from './http/answer-error.ts';
import { readApiVersion } from './http/api-version.ts';
import { requireSecretKey } from './http/backend-auth.ts';
import type { EmulatorEnv } from './http/emulator-env.ts';
import { createRateLimit } from './http/rate-limit.ts';
import type { RandomBytes } from './ids/make-id.ts';
import { type ClerkConnection, describeConnection } from './instance/connection.ts';
import { instanceRoutes } from './instance/instance-routes.ts';
import { createMemoryStore, type InstanceStore } from './instance/instance-store.ts';
import type { JsonObject } from './json/json-object.ts';
import { jwtTemplateRoutes } from './jwt-templates/jwt-template-routes.ts';
import { checkSecretKey, EmulatorRefusal, readPublishableKey } from './keys/instance-keys.ts';
import { answerKeySet } from './keys/key-routes.ts';
import { localOnly } from './local-only.ts';
import type { Mail } from './mail/mail.ts';
import { type OpenedEmulator, openEmulator, type WebhookSettings } from './open-emulator.ts';
import { sessionRoutes } from './sessions/session-routes.ts';
import { actorTokenRoutes, signInTokenRoutes, testingTokenRoutes } from './tickets/ticket-routes.ts';
import { type BrowserToken, type BrowserTokenRequest, mintBrowserToken } from './tokens/browser-token.ts';
import { signJwt } from './tokens/sign-jwt.ts';
import { credentialRoutes } from './users/credential-routes.ts';
import { emailAddressRoutes } from './users/email-address-routes.ts';
import { userRoutes } from './users/user-routes.ts';
import type { WebhookEvent } from './webhook-event.ts';
import type { WebhookDispatcher } from './webhooks/webhook-dispatcher.ts';

/** How an emulator is made. */
export interface ClerkEmulatorOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where the instance is kept; by default in memory. */
  readonly store?: InstanceStore;
  /** By default WebCrypto's. */
  readonly randomBytes?: RandomBytes;
  /** The environment it would run in; `production` is refused. */
  readonly environment?: string | undefined;
  /** Keys for an instance that is made now; live keys are refused. One that was kept has its own. */
  readonly publishableKey?: string | undefined;
  readonly secretKey?: string | undefined;
  /**
   * Told every event that Clerk would send to webhooks, in order. The request that hands an event on is answered when this
   * has resolved: take the event in, and deliver it later.
   */
  readonly onEvent?: (event: WebhookEvent) => void | Promise<void>;
  /** How webhooks are delivered; left out, every delivery fails and is logged so. */
  readonly webhooks?: WebhookSettings;
  /** Told every e-mail with a code that Clerk would send now. */
  readonly onMail?: (mail: Mail) => void;
  /** Clerk's scripts for browsers; left out, `/npm` answers 404. */
  readonly scripts?: ScriptSource;
  /**
   * Host names besides this machine's under which page and `/emulator` may be asked for, and whose pages may ask the Frontend
   * API. Default: none.
   */
  readonly hosts?: readonly string[];
}

/** A local Clerk. */
export interface ClerkEmulator {
  /** All that it serves; `app.fetch` answers a request. */
  readonly app: Hono<EmulatorEnv>;
  /** Keys and names; the first call makes them. */
  readonly connect: () => Promise<ClerkConnection>;
  /** What sends the webhooks, to configure it and to look at what came of them. */
  readonly openWebhooks: () => Promise<WebhookDispatcher>;
  /** A token as `getToken()` in a page makes it. Rejects with a `ClerkError`. */
  readonly mintToken: (request: BrowserTokenRequest) => Promise<BrowserToken>;
  /** Signs any header and claims with the instance's key, unchecked: for tests of what must be refused. */
  readonly sign: (header: JsonObject, claims: JsonObject) => Promise<string>;
}

/**
 * Makes a local Clerk: key set, Backend API, Frontend API and events, on any runtime with WebCrypto. Keys are made at the first request
 * and not here, because Workers forbid that outside of requests.
 *
 * @throws EmulatorRefusal for the environment `production` and for live or malformed keys
 */
export function createClerkEmulator(options: ClerkEmulatorOptions): ClerkEmulator {
  checkOptions(options);
  const open = memoizeOpening(options, (request) => app.fetch(request));
  const connect = async () => {
    const { instance, webhooks } = await open();
    return describeConnection(instance, webhooks);
  };
  const app = new Hono<EmulatorEnv>();
  app.onError(answerError);
  app.use(overrideMethod((request) => app.fetch(request)));
  app.use(async (c, next) => {
    c.set('instance', (await open()).instance);
    await next();
    await c.get('instance').settle();
  });
  const frontendApi = createFrontendApi({ hosts: options.hosts ?? [], scripts: options.scripts });
  app.route('/', frontendApi);
  app.route(proxyPath, frontendApi);
  app.route('/v1', createBackendApi());
  app.use('/emulator/*', localOnly(options.hosts));
  app.get('/emulator/connection', async (c) => c.json(await connect()));
  app.route('/emulator', emulatorRoutes);
  app.all('*', async (c) => (await open()).desk.fetch(c.req.raw));
  return {
    app,
    connect,
    openWebhooks: async () => (await open()).webhooks,
    mintToken: async (request) => {
      const { instance } = await open();
      const token = await mintBrowserToken(instance, request);
      await instance.settle();
      return token;
    },
    sign: async (header, claims) => signJwt((await open()).instance.signingKey, header, claims),
  };
}

function createBackendApi(): Hono<EmulatorEnv> {
  return new Hono<EmulatorEnv>()
    .use(requireSecretKey, createRateLimit(), readApiVersion)
    .get('/jwks', answerKeySet)
    .route('/users', userRoutes)
    .route('/users', credentialRoutes)
    .route('/email_addresses', emailAddressRoutes)
    .route('/sessions', sessionRoutes)
    .route('/jwt_templates', jwtTemplateRoutes)
    .route('/sign_in_tokens', signInTokenRoutes)
    .route('/actor_tokens', actorTokenRoutes)
    .route('/testing_tokens', testingTokenRoutes)
    .route('/instance', instanceRoutes);
}

function checkOptions({ environment, publishableKey, secretKey }: ClerkEmulatorOptions): void {
  // However it is spelled: the product takes what it does not know for production, too.
  if (environment?.trim().toLowerCase() === 'production') {
    throw new EmulatorRefusal(
      'The Clerk emulator is for development and tests: it does not run in production.',
    );
  }
  if (publishableKey !== undefined) readPublishableKey(publishableKey);
  if (secretKey !== undefined) checkSecretKey(secretKey);
}

/** One opening for all requests that come while it lasts; one that fails is tried again by the next. */
function memoizeOpening(
  options: ClerkEmulatorOptions,
  ask: (request: Request) => Response | Promise<Response>,
): () => Promise<OpenedEmulator> {
  const ports = {
    store: options.store ?? createMemoryStore(),
    now: options.now,
    randomBytes: options.randomBytes ?? ((length: number) => crypto.getRandomValues(new Uint8Array(length))),
    onEvent: options.onEvent ?? (() => {}),
    publishableKey: options.publishableKey,
    secretKey: options.secretKey,
    onMail: options.onMail ?? (() => {}),
    webhooks: options.webhooks,
    hosts: options.hosts ?? [],
    // The page asks as the people's own code would.
    fetch: ask,
  };
  let opening: Promise<OpenedEmulator> | undefined;
  return () => {
    opening ??= openEmulator(ports).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
}
