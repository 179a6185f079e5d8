import type { CheckId } from '../../packages/cli/src/checks/check-catalogue.data.ts';
import { readClaims } from '../../packages/cli/src/clerk/backend-api.ts';
import { type RemoteAnswer, type RemoteRequest, toAnswer } from '../../packages/cli/src/io/ask-remote.ts';
import type { DeploymentParts } from '../../packages/cli/src/verify/deployment.ts';
import type { Between, RunningProduct } from './verify-scene.ts';

/** One thing that is broken about a deployment, and what finds it. */
export interface BrokenDeployment {
  readonly id: CheckId;
  /** What is otherwise than in the product, on the way or in what is known of it. */
  readonly between?: Between;
  readonly change?: (parts: DeploymentParts, product: RunningProduct) => DeploymentParts;
  readonly finding: RegExp;
}

const webhook = '/api/webhooks/clerk';

/** Answers otherwise where `isMeant`. */
function instead(
  isMeant: (address: URL, request: RemoteRequest) => boolean,
  change: (real: RemoteAnswer) => RemoteAnswer,
): Between {
  return async (address, request, next) => {
    const real = await next();
    return isMeant(address, request) ? change(real) : real;
  };
}

const at =
  (path: string) =>
  ({ pathname }: URL): boolean =>
    pathname === path;
const withBody = (change: (body: Record<string, unknown>) => unknown) => (real: RemoteAnswer) =>
  toAnswer(real.status, JSON.stringify(change(JSON.parse(real.text))), real.headers);
const withStatus = (status: number) => (real: RemoteAnswer) => ({ ...real, status });
const withHeader = (name: string, value: string | undefined) => (real: RemoteAnswer) => {
  const headers = new Map(real.headers);
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...real, headers };
};

/** Who asks, by their token; undefined where nobody is named. */
function subjectOf({ headers }: RemoteRequest): unknown {
  const claims = readClaims(headers.Authorization ?? '');
  return typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'sub') : undefined;
}
const isForged = (request: RemoteRequest): boolean => subjectOf(request) === 'user_bloqrverify';

export const brokenDeployments: readonly BrokenDeployment[] = [
  {
    id: 'version-answers',
    between: instead(
      at('/api/version'),
      withBody((body) => ({ ...body, name: 'another' })),
    ),
    finding: /It answered 200, and not as bloqr-backend does/,
  },
  {
    id: 'version-current',
    change: (parts) => ({ ...parts, version: '9.9.9' }),
    finding: /^0\.1\.0 runs, 9\.9\.9 is here/,
  },
  {
    id: 'health-good',
    between: instead(
      at('/api/health'),
      withBody((body) => ({ ...body, parts: { database: { status: 'failing', reason: 'unreachable' } } })),
    ),
    finding: /^database fails: unreachable/,
  },
  {
    id: 'pages-served',
    between: instead(at('/sign-up'), withStatus(404)),
    finding: /^\/sign-up answered 404/,
  },
  {
    id: 'headers-secure',
    between: instead(at('/'), withHeader('content-security-policy', "default-src 'none'; script-src *")),
    finding: /^\/ has no content-security-policy, or a weaker one/,
  },
  {
    id: 'headers-secure',
    between: instead(at('/api/version'), withHeader('x-content-type-options', undefined)),
    finding: /^\/api\/version has no x-content-type-options/,
  },
  {
    id: 'secrets-not-served',
    between: async (address, _request, next) => {
      const real = await next();
      const secret = 'sk_test_CANARYCANARYCANARYCANARY';
      return address.pathname === '/api/docs' ? { ...real, text: `${real.text}${secret}` } : real;
    },
    finding: /^\/api\/docs has what looks like a secret/,
  },
  {
    id: 'publishable-key-served',
    between: instead(
      at('/api/config'),
      withBody((body) => ({
        ...body,
        auth: { providers: ['clerk'], clerkPublishableKey: `pk_test_${btoa('other.clerk.accounts.dev$')}` },
      })),
    ),
    finding: /^Pages get another key than is set here/,
  },
  {
    id: 'live-key-served',
    between: instead(
      at('/api/config'),
      withBody((body) => ({ ...body, environment: 'production' })),
    ),
    finding: /^It runs as production with a test key/,
  },
  {
    id: 'cors-allowed',
    change: (parts) => ({ ...parts, origins: ['https://forgotten.example.org'] }),
    finding: /^https:\/\/forgotten\.example\.org is not allowed/,
  },
  {
    id: 'cors-others-refused',
    between: instead(
      ({ pathname }, { headers }) => pathname === '/api/config' && headers.Origin === 'null',
      withHeader('access-control-allow-origin', 'null'),
    ),
    finding: /^null gets Access-Control-Allow-Origin: null/,
  },
  {
    id: 'key-set-from-worker',
    between: instead((_address, request) => isForged(request), withStatus(503)),
    finding: /^The Worker cannot fetch the key set/,
  },
  {
    id: 'token-accepted',
    between: instead(
      ({ pathname }, request) => pathname === '/api/account' && !isForged(request),
      withStatus(401),
    ),
    finding: /^GET \/api\/account answered 401 to a session token/,
  },
  {
    id: 'webhook-path-open',
    between: instead(at(webhook), () =>
      toAnswer(403, 'Just a moment', new Map([['cf-mitigated', 'challenge']])),
    ),
    finding: /^Cloudflare’s bot protection asks for a challenge in front of \/api\/webhooks\/clerk/,
  },
  {
    id: 'webhook-path-open',
    between: instead(at(webhook), () =>
      toAnswer(302, '', new Map([['location', 'https://my-team.cloudflareaccess.com/cdn-cgi/access/login']])),
    ),
    finding: /^Cloudflare Access asks to sign in in front of/,
  },
  {
    id: 'webhook-post-only',
    between: instead(({ pathname }, { method }) => pathname === webhook && method === 'GET', withStatus(200)),
    finding: /^GET \/api\/webhooks\/clerk answered 200, Allow: POST/,
  },
  {
    id: 'webhook-refuses-unsigned',
    between: instead(
      ({ pathname }, { method, headers }) =>
        pathname === webhook && method === 'POST' && headers['svix-id'] === undefined,
      withStatus(200),
    ),
    finding: /^It answered 200 to a message without a signature/,
  },
  {
    id: 'webhook-takes-signed',
    change: (parts) => ({
      ...parts,
      localValues: {
        ...parts.localValues,
        CLERK_WEBHOOK_SECRET: `whsec_${btoa('another one of 32 bytes, not its')}`,
      },
    }),
    finding: /^It answered 401: the signing secret known here is not the one that it has/,
  },
  {
    id: 'webhook-takes-signed',
    change: (parts) => ({ ...parts, now: () => Date.now() + 3_600_000 }),
    between: instead(at(webhook), (real) => withHeader('date', new Date().toUTCString())(real)),
    finding: /^The clock of this machine is 360[01] s ahead of the one of (?:localhost|127\.0\.0\.1):\d+\.$/,
  },
  {
    id: 'webhook-refuses-old',
    between: instead(
      (_address, { headers }) => Number(headers['svix-timestamp'] ?? Date.now()) < Date.now() / 1000 - 300,
      withStatus(200),
    ),
    finding: /^It answered 200 to a message of 600 s ago/,
  },
  {
    id: 'webhook-refuses-reserialised',
    between: instead(
      (_address, { headers, body }) => headers['svix-id'] !== undefined && body?.includes(': ') === false,
      withStatus(200),
    ),
    finding: /^It answered 200 to a body that is not, byte for byte/,
  },
  {
    id: 'webhook-events-arrive',
    between: instead(
      at('/api/health'),
      withBody((body) => ({ ...body, identity: { drift: 0, lastEventAgeSeconds: null } })),
    ),
    finding: /^No event has arrived yet/,
  },
  {
    id: 'no-drift',
    between: instead(
      at('/api/health'),
      withBody((body) => ({ ...body, identity: { drift: 3, lastEventAgeSeconds: 1 } })),
    ),
    finding: /^The last comparison found 3 users that differed/,
  },
  {
    id: 'admin-needs-sign-in',
    between: instead(
      ({ pathname }, { headers }) => pathname === '/api/admin/users' && headers.Authorization === undefined,
      withStatus(200),
    ),
    finding: /^GET \/api\/admin\/users answered 200 without a credential/,
  },
  {
    id: 'admin-refuses-free',
    change: (parts, { freeId }) => ({
      ...parts,
      ask: async (address, request) => {
        const real = await parts.ask(address, request);
        return address.includes('/api/admin/users') && subjectOf(request) === freeId
          ? withStatus(200)(real)
          : real;
      },
    }),
    finding: /^GET \/api\/admin\/users answered 200 to a free user/,
  },
  {
    id: 'admin-lets-admin-in',
    change: (parts, { freeId }) => ({ ...parts, adminId: freeId }),
    finding: /^It answered 403 to an administrator/,
  },
];
