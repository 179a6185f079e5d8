import { type BetterAuthRule, parseBetterAuthSettings, parseEmailSettings } from '@bloqr/contract';
import { idle, judge, type Outcome, type Probe, unknown } from './check.ts';
import { isClerkUsed } from './clerk-key-probes.ts';
import type { Setup } from './setup.ts';
import { isUsable } from './variable-probes.ts';

/** Whether Better Auth was chosen, or its variables are set. That it is what remains does not count. */
export async function isBetterAuthUsed({ values, ...rest }: Setup): Promise<boolean> {
  const { AUTH_PROVIDERS } = values;
  if (AUTH_PROVIDERS?.trim()) return AUTH_PROVIDERS.split(',').some((name) => name.trim() === 'better-auth');
  if (await isClerkUsed({ values, ...rest })) return false;
  return Object.keys(values).some((name) => name.startsWith('BETTER_AUTH_'));
}

/** The faults of Better Auth's variables of one kind; what is a placeholder is told of as that. */
export function betterAuthFaults({ values, environment }: Setup, rule: BetterAuthRule): readonly string[] {
  const usable = Object.fromEntries(Object.entries(values).filter(([, value]) => isUsable(value)));
  const { email } = parseEmailSettings(usable, environment);
  return parseBetterAuthSettings(usable, environment, email)
    .faults.filter((fault) => fault.rule === rule)
    .map(({ sentence }) => sentence);
}

function ofBetterAuth(probe: (setup: Setup) => Outcome | Promise<Outcome>): Probe<Setup> {
  return async (setup) => ((await isBetterAuthUsed(setup)) ? probe(setup) : idle);
}

export const betterAuthProbes = {
  'better-auth-secret': ofBetterAuth(async (setup) => {
    const { BETTER_AUTH_SECRET, BETTER_AUTH_SECRETS } = setup.values;
    const isKnown = [BETTER_AUTH_SECRET, BETTER_AUTH_SECRETS].some((value) => value?.trim());
    if (isKnown) return judge(betterAuthFaults(setup, 'secret-strong'));
    if (!setup.isDeployed) return idle;
    const stored = await setup.listSecrets();
    if (stored === undefined)
      return unknown('whether BETTER_AUTH_SECRET is a secret says --remote or --secrets-file');
    const isStored = stored.has('BETTER_AUTH_SECRET') || stored.has('BETTER_AUTH_SECRETS');
    return judge(isStored ? [] : betterAuthFaults(setup, 'secret-set'));
  }),
  'better-auth-url': ofBetterAuth((setup) => judge(betterAuthFaults(setup, 'url'))),
  'better-auth-together': ofBetterAuth(async (setup) => {
    const stored = await setup.listSecrets();
    const isTold = setup.target.kind === 'local' || setup.target.secretsFile !== undefined;
    if (!isTold && stored === undefined)
      return unknown('what the secrets are say --remote or --secrets-file');
    // Of what is stored the name is known, and that it is there is all that matters.
    const named = Object.fromEntries([...(stored ?? [])].map((name) => [name, 'x']));
    const told: Setup = { ...setup, values: { ...named, ...setup.values } };
    return judge([
      ...betterAuthFaults(told, 'together'),
      ...parseEmailSettings(told.values, setup.environment).faults,
    ]);
  }),
  // Hashing a password takes some 60 ms of the processor, of which Workers Free has 10 a request:
  // https://developers.cloudflare.com/workers/platform/limits/#cpu-time
  'cpu-plan': ofBetterAuth(({ plan }) => {
    if (plan === 'paid') return judge([], 'Workers Paid');
    if (plan === 'free')
      return judge(['A password takes some 60 ms to hash, and Workers Free has 10 ms for a request.']);
    return {
      kind: 'confirm',
      request:
        'Passwords need Workers Paid: 60 ms for one, and Workers Free has 10 ms. --plan free or --plan paid says which it is.',
    };
  }),
} satisfies Record<string, Probe<Setup>>;
