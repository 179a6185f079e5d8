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
  'GET /api/admin/users': { ...administrators, status: 200 },
  'GET /api/admin/users/{id}': {
    ...administrators,
    status: 200,
    makeObject: async (_scene, owner) => `row-${owner}`,
    absent: 'user-not-found',
  },
};
