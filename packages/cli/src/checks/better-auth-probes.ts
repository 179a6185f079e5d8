import { idle, judge, type Outcome, type Probe, unknown } from './check.ts';
import { isClerkUsed } from './clerk-key-probes.ts';
import type { Setup } from './setup.ts';
import { isUsable } from './variable-probes.ts';

const secretLengthMin = 32;
/** So many different characters has every random text of that length. */
const secretVarietyMin = 10;

/** Whether Better Auth was chosen, or its variables are set. That it is what remains does not count. */
export async function isBetterAuthUsed({ values, ...rest }: Setup): Promise<boolean> {
  const { AUTH_PROVIDERS } = values;
  if (AUTH_PROVIDERS?.trim()) return AUTH_PROVIDERS.split(',').some((name) => name.trim() === 'better-auth');
  if (await isClerkUsed({ values, ...rest })) return false;
  return Object.keys(values).some((name) => name.startsWith('BETTER_AUTH_'));
}

function ofBetterAuth(probe: (setup: Setup) => Outcome | Promise<Outcome>): Probe<Setup> {
  return async (setup) => ((await isBetterAuthUsed(setup)) ? probe(setup) : idle);
}

export const betterAuthProbes = {
  'better-auth-secret': ofBetterAuth(async (setup) => {
    const { BETTER_AUTH_SECRET, BETTER_AUTH_SECRETS } = setup.values;
    const listed = (BETTER_AUTH_SECRETS ?? '').split(',').map((one) => one.replace(/^\s*\d+:/, ''));
    const secrets = [BETTER_AUTH_SECRET ?? '', ...listed].map((one) => one.trim()).filter(isUsable);
    if (secrets.length === 0) {
      if (!setup.isDeployed) return idle;
      const stored = await setup.listSecrets();
      if (stored === undefined)
        return unknown('whether BETTER_AUTH_SECRET is a secret says --remote or --secrets-file');
      return judge(
        stored.has('BETTER_AUTH_SECRET') || stored.has('BETTER_AUTH_SECRETS')
          ? []
          : ['BETTER_AUTH_SECRET is not set.'],
      );
    }
    const isWeak = (secret: string) =>
      secret.length < secretLengthMin || new Set(secret).size < secretVarietyMin;
    return judge(
      secrets.some(isWeak) ? [`A secret has fewer than ${secretLengthMin} random characters.`] : [],
    );
  }),
  'better-auth-url': ofBetterAuth(({ values, environment }) => {
    const text = values.BETTER_AUTH_URL?.trim();
    if (environment !== 'production' && !text) return idle;
    if (!text)
      return judge(['BETTER_AUTH_URL is not set: links in e-mails would lead where a request says.']);
    if (!isUsable(text)) return idle;
    const url = URL.parse(text);
    const isOrigin = url !== null && url.origin === text.replace(/\/$/, '');
    if (!isOrigin) return judge(['BETTER_AUTH_URL is no origin such as https://bloqr.example.org.']);
    return judge(
      environment === 'production' && url.protocol !== 'https:' ? ['BETTER_AUTH_URL is not https.'] : [],
    );
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
