/** What the Worker's code asks for, once, where it would load Better Auth; without it the library is part of the Worker. */
export const leftOutConstant = 'BLOQR_WITHOUT_BETTER_AUTH';

/**
 * Constants that the Worker is bundled with. Where AUTH_PROVIDERS says openly that Better Auth is not among them its library stays
 * out; what is a secret, or not said at all, is not known when the Worker is bundled, and so it comes along.
 *
 * @param variables those of `[vars]`, or of this machine
 */
export function listBuildConstants({
  AUTH_PROVIDERS,
}: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const names = (AUTH_PROVIDERS ?? '').split(',').map((name) => name.trim());
  const isLeftOut = names.some((name) => name !== '') && !names.includes('better-auth');
  return isLeftOut ? { [leftOutConstant]: 'true' } : {};
}

/** The same as flags of `wrangler deploy`. */
export function listBuildFlags(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(listBuildConstants(variables)).flatMap(([name, value]) => [
    '--define',
    `${name}:${value}`,
  ]);
}
