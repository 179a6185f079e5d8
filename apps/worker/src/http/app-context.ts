import type { ProblemCode } from '@bloqr/contract';
import type { Principal } from '../auth/principal.ts';
import type { WaitUntil } from '../lib/wait-until.ts';

/** What comes with a request, and what the layers in front of a route leave for each other. */
export interface AppContext {
  readonly Bindings: { readonly waitUntil: WaitUntil };
  readonly Variables: {
    requestId: string;
    /** The path of the route as declared; absent where no route has the address. */
    route?: string;
    /** Who asks, once that is found out. */
    caller?: Pick<Principal, 'kind' | 'tier'>;
    /** Set where the answer is a problem. */
    problemCode?: ProblemCode;
  };
}
