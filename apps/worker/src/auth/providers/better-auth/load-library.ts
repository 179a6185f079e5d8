/** Set where the Worker is bundled for somebody who does not use Better Auth (packages/cli/src/build/left-out.ts). */
declare const BLOQR_WITHOUT_BETTER_AUTH: true | undefined;

/**
 * Loads the library; undefined where this Worker was bundled without it. The only place that imports it, in one expression with the
 * constant, so that the bundler leaves it out.
 */
export const loadLibrary =
  typeof BLOQR_WITHOUT_BETTER_AUTH === 'undefined' ? () => import('./library-d1.ts') : undefined;
