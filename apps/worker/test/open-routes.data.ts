import { type Cells, forAnybody, forAnybodyKnown, forCompiling } from './authorization-cells.data.ts';

/** A route that takes somebody without a credential. */
export interface OpenRoute {
  /** The status where all is well; the body is the declared example. */
  readonly status: number;
  readonly cells: Cells;
}

/** Every route that takes somebody without a credential, and what everybody is answered. */
export const openRoutes: Readonly<Record<string, OpenRoute>> = {
  'POST /api/compile': { status: 200, cells: forCompiling },
  'POST /api/compile/stream': { status: 200, cells: forCompiling },
  'POST /api/validate': { status: 200, cells: forCompiling },
  // A signature is all that counts; there is none, and no secret to check it with.
  'POST /api/webhooks/clerk': { status: 503, cells: forAnybody },
  'GET /api/config': { status: 200, cells: forAnybodyKnown },
  'GET /api/version': { status: 200, cells: forAnybody },
  'GET /api/health': { status: 200, cells: forAnybody },
  'GET /api/metrics': { status: 200, cells: forAnybody },
  'GET /api/openapi.json': { status: 200, cells: forAnybody },
  'GET /api/docs': { status: 200, cells: forAnybody },
};
