import { env } from 'cloudflare:workers';
import type { ProblemCode } from '@bloqr/contract';
import type { Bindings } from '../src/env.ts';
import type { RouteDeclaration } from '../src/http/route.ts';
import {
  type Cells,
  forAccount,
  forAdministrators,
  forPeople,
  forPeopleThemselves,
} from './authorization-cells.data.ts';
import type { createScene, Scene } from './scene.ts';

/** What the suite has to know of a route that takes nobody without a credential, beyond its declaration. */
export interface ProtectedRoute extends Pick<RouteDeclaration, 'tier' | 'scope' | 'authority'> {
  /** The status where all is well; the body is the declared example. */
  readonly status: number;
  /** What everybody is told who may ask, where no example could hold for them; it is found out before anything more is read. */
  readonly refusal?: ProblemCode;
  /** What parameters of the path stand for that do not name the object; it is named by the last one. */
  readonly fixed?: Readonly<Record<string, string>>;
  /** Makes what the last parameter of the path stands for, as theirs where it belongs to somebody, and gives its id. */
  readonly makeObject?: (scene: Scene, owner: string) => Promise<string>;
  /** Where there is no such object. */
  readonly absent?: ProblemCode;
  /** Whether the objects belong to somebody, and are not there for anybody else. */
  readonly isOwned?: boolean;
  /** What has to be set up and reachable for it. */
  readonly surroundings?: {
    readonly bindings: Partial<Bindings>;
    readonly parts: Parameters<typeof createScene>[1];
  };
  /** What is answered while Clerk's Backend API does not answer; left out, the same as otherwise. */
  readonly statusWithoutClerk?: number;
  /** What everybody is answered who asks with GET, and with any other method. */
  readonly cells: { readonly reading: Cells; readonly changing: Cells };
}

const key = {
  makeObject: async (scene: Scene, owner: string) => (await scene.makeKey(owner)).id,
  absent: 'not-found',
  isOwned: true,
} as const;

/** An account that no provider keeps: nobody else has to be asked to change it. */
const account = {
  makeObject: async () => {
    const id = crypto.randomUUID();
    const insert = `INSERT INTO users (id, created_at, updated_at) VALUES (?1, ?2, ?2)`;
    await env.DB.prepare(insert).bind(id, '2026-01-01T00:00:00.000Z').run();
    return id;
  },
  absent: 'user-not-found',
} as const;

/** A key of somebody else's, beside whatever number of them they have. */
async function makeOthersKey(): Promise<string> {
  const id = crypto.randomUUID();
  const insert = `INSERT INTO api_keys (id, user_id, name, prefix, hash, scopes, created_at)
    VALUES (?1, 'row-other', 'Other', 'blq_other', ?2, 'compile', ?3)`;
  const hash = id.replaceAll('-', '').repeat(2);
  await env.DB.prepare(insert).bind(id, hash, '2026-01-01T00:00:00.000Z').run();
  return id;
}

const message = {
  makeObject: async () => {
    const id = `msg_${crypto.randomUUID()}`;
    const receivedAt = '2026-05-01T11:00:00.000Z';
    // The SHA-256 of `{}`, of which nothing can be made.
    const sha256 = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO webhook_messages (id, outcome, body_sha256, received_at) VALUES (?1, 'unusable', ?2, ?3)`,
      ).bind(id, sha256, receivedAt),
      env.DB.prepare(`INSERT INTO webhook_dead_letters VALUES (?1, 'no-event', '{}', ?2)`).bind(
        id,
        receivedAt,
      ),
    ]);
    return id;
  },
  absent: 'not-found',
} as const;
/** A Clerk that knows nobody. */
const emptyClerk = {
  bindings: {
    CLERK_JWKS_URL: 'https://clerk.bloqr.test/.well-known/jwks.json',
    CLERK_SECRET_KEY: 'sk_test_abc',
    CLERK_API_URL: 'http://localhost:8790',
  },
  parts: { fetch: async () => Response.json([]) },
};

/** For people who are signed in themselves; what their row says counts unless the token is newer. */
const people = {
  tier: 'free',
  scope: null,
  authority: 'row',
  cells: { reading: forPeople, changing: forPeopleThemselves },
} as const;
/** For people whose row, and nothing else, says that they are administrators. */
const administrators = {
  tier: 'admin',
  scope: null,
  authority: 'row-alone',
  cells: { reading: forAdministrators, changing: forAdministrators },
} as const;

/** Every route that takes nobody without a credential, and whom it is for. A test fails where one is missing or differs. */
export const protectedRoutes: Readonly<Record<string, ProtectedRoute>> = {
  'GET /api/keys': { ...people, status: 200 },
  'POST /api/keys': { ...people, status: 201 },
  'PATCH /api/keys/{id}': { ...people, status: 200, ...key },
  'DELETE /api/keys/{id}': { ...people, status: 204, ...key },
  'POST /api/keys/{id}/rotate': { ...people, status: 201, ...key },
  'GET /api/account': {
    ...people,
    scope: 'account',
    status: 200,
    cells: { reading: forAccount, changing: forPeopleThemselves },
  },
  'POST /api/account/link': { ...people, status: 422, refusal: 'second-session-refused' },
  'GET /api/admin/users': { ...administrators, status: 200 },
  'GET /api/admin/users/{id}': {
    ...administrators,
    status: 200,
    makeObject: async (_scene, owner) => `row-${owner}`,
    absent: 'user-not-found',
  },
  'PATCH /api/admin/users/{id}': { ...administrators, status: 200, ...account },
  'POST /api/admin/users/{id}/ban': { ...administrators, status: 200, ...account },
  'POST /api/admin/users/{id}/unban': { ...administrators, status: 200, ...account },
  'DELETE /api/admin/users/{id}/keys/{keyId}': {
    ...administrators,
    status: 204,
    fixed: { id: 'row-other' },
    makeObject: makeOthersKey,
    absent: 'not-found',
  },
  'GET /api/admin/deliveries': { ...administrators, status: 200 },
  'GET /api/admin/deliveries/{id}': { ...administrators, status: 200, ...message },
  'POST /api/admin/deliveries/{id}/replay': { ...administrators, status: 200, ...message },
  'GET /api/admin/audit': { ...administrators, status: 200 },
  'GET /api/admin/reconciliation': { ...administrators, status: 200 },
  'POST /api/admin/reconciliation': { ...administrators, status: 200, surroundings: emptyClerk },
  'GET /api/admin/clerk-migration': { ...administrators, status: 200 },
  'POST /api/admin/clerk-migration': { ...administrators, status: 200, surroundings: emptyClerk },
};
