import type { ProblemCode } from '@bloqr/contract';

/** What the layers in front of a route leave for each other. */
export interface AppContext {
  readonly Variables: {
    requestId: string;
    /** The path of the route as declared; absent where no route has the address. */
    route?: string;
    /** Set where the answer is a problem. */
    problemCode?: ProblemCode;
  };
}
