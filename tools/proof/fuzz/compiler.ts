import type { Configuration } from '@bloqr/compiler';
import type { Outcome } from './outcome.ts';

/** Compiles a configuration whose sources are absolute paths. Never rejects for what configuration or lists say. */
export type Compiler = (configuration: Configuration) => Promise<Outcome>;
