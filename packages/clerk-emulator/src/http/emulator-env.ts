import type { Context } from 'hono';
import type { Instance } from '../instance/instance.ts';

/** What every route has at hand. */
export interface EmulatorEnv {
  Variables: {
    /** The instance that this emulator is, keys made. */
    instance: Instance;
    /** The version of the Backend API that the request asks for. */
    apiVersion: string;
  };
}

export type EmulatorContext = Context<EmulatorEnv>;
