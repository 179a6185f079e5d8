import type { Context } from 'hono';
import type { EmulatorEnv } from '../http/emulator-env.ts';
import type { Session } from '../sessions/session.ts';

/** What every route of the Frontend API has at hand. */
export interface FrontendEnv {
  Variables: EmulatorEnv['Variables'] & {
    /** The address of the Frontend API as the browser sees it, without a slash at the end. */
    base: string;
    /** The origin of the page that asks; undefined where no browser says so. */
    pageOrigin: string | undefined;
    /** The browser that asks, where the route needs to know. */
    clientId: string;
    /** The session of the person who asks, where the route needs one. */
    ownSession: Session;
  };
}

export type FrontendContext = Context<FrontendEnv>;
