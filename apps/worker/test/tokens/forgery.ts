import type { Presentation } from '../../src/auth/auth-provider.ts';
import type { Workshop } from './token-workshop.ts';

/** A way to make tokens that must not hold; each call makes another. */
export interface Forgery {
  readonly name: string;
  readonly forge: (workshop: Workshop) => string | Promise<string>;
  /** How it is presented; left out, either way. */
  readonly presentation?: Presentation;
}
