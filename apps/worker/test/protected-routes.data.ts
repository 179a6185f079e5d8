import type { ProblemCode } from '@bloqr/contract';
import type { Scene } from './scene.ts';

/** What the suite has to know of a route that takes nobody without a credential, beyond its declaration. */
export interface ProtectedRoute {
  /** The status where all is well; the body is the declared example. */
  readonly status: number;
  /** Makes what `{id}` stands for, as theirs where it belongs to somebody, and gives its id. */
  readonly makeObject?: (scene: Scene, owner: string) => Promise<string>;
  /** Where there is no such object. */
  readonly absent?: ProblemCode;
  /** Whether the objects belong to somebody, and are not there for anybody else. */
  readonly isOwned?: boolean;
}

const key = {
  makeObject: async (scene: Scene, owner: string) => (await scene.makeKey(owner)).id,
  absent: 'not-found',
  isOwned: true,
} as const;

/** Every route that takes nobody without a credential. A test fails where one is missing. */
export const protectedRoutes: Readonly<Record<string, ProtectedRoute>> = {
  'GET /api/keys': { status: 200 },
  'POST /api/keys': { status: 201 },
  'PATCH /api/keys/{id}': { status: 200, ...key },
  'DELETE /api/keys/{id}': { status: 204, ...key },
  'POST /api/keys/{id}/rotate': { status: 201, ...key },
  'GET /api/account': { status: 200 },
  'GET /api/admin/users': { status: 200 },
  'GET /api/admin/users/{id}': {
    status: 200,
    makeObject: async (_scene, owner) => `row-${owner}`,
    absent: 'user-not-found',
  },
};
