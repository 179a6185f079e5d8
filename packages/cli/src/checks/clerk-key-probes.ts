import { type ClerkSettings, parseSigningSecrets } from '@bloqr/contract';
import { idle, judge, type Outcome, type Probe, unknown } from './check.ts';
import type { Setup } from './setup.ts';
import { clerkFaults, isUsable } from './variable-probes.ts';

/** Whether Clerk signs people in, as the Worker decides it. */
export async function isClerkUsed(setup: Setup): Promise<boolean> {
  const { AUTH_PROVIDERS } = setup.values;
  if (AUTH_PROVIDERS?.trim()) return AUTH_PROVIDERS.split(',').some((name) => name.trim() === 'clerk');
  const isClerks = (name: string) => name.startsWith('CLERK_') && name !== 'CLERK_EMULATOR_PORT';
  const stored = await setup.listSecrets().catch(() => undefined);
  return [...setup.variables.keys(), ...(stored ?? [])].some(isClerks);
}

/** A probe that is about nothing where Clerk is not used. */
export function ofClerk(
  probe: (setup: Setup, clerk: ClerkSettings | undefined) => Outcome | Promise<Outcome>,
): Probe<Setup> {
  return async (setup) => ((await isClerkUsed(setup)) ? probe(setup, setup.clerk.clerk) : idle);
}

/** What is said of a variable that is needed: of a deployment only its place may be known, not its value. */
async function requireVariable(
  setup: Setup,
  names: readonly string[],
  consequence: string,
): Promise<Outcome> {
  if (names.some((name) => setup.values[name]?.trim())) return judge([]);
  const [name = ''] = names;
  if (!setup.isDeployed) return judge([`${name} is not set${consequence}.`]);
  const stored = await setup.listSecrets();
  if (names.some((one) => stored?.has(one))) return judge([], 'a Worker secret');
  const isTold = setup.target.kind === 'deployed' && setup.target.secretsFile !== undefined;
  return stored === undefined && !isTold
    ? unknown(`whether ${name} is a secret says --remote or --secrets-file`)
    : judge([`${name} is not set${consequence}.`]);
}

const webhookSecretNames = ['CLERK_WEBHOOK_SECRET', 'CLERK_WEBHOOK_SIGNING_SECRET'] as const;

/** What the variables of Clerk say by themselves. */
export const clerkKeyProbes = {
  'sign-in-configured': async (setup) => {
    const names = [...setup.variables.keys(), ...((await setup.listSecrets()) ?? [])];
    const isChosen = names.some((name) => name === 'AUTH_PROVIDERS' || name.startsWith('BETTER_AUTH_SECRET'));
    if (isChosen || (await isClerkUsed(setup))) return judge([]);
    return judge(['Neither Clerk nor Better Auth is set up, as far as can be seen: nobody can sign in.']);
  },
  'clerk-publishable-key': ofClerk((setup) =>
    requireVariable(setup, ['CLERK_PUBLISHABLE_KEY'], ': pages cannot sign anybody in'),
  ),
  'clerk-secret-key': ofClerk((setup) =>
    requireVariable(
      setup,
      ['CLERK_SECRET_KEY'],
      ': tiers cannot be changed here, and accounts not be compared',
    ),
  ),
  'clerk-webhook-secret': ofClerk((setup) =>
    requireVariable(setup, webhookSecretNames, ': webhooks are refused'),
  ),
  'webhook-secret-strength': ofClerk((setup) => {
    const { CLERK_WEBHOOK_SECRET, CLERK_WEBHOOK_SIGNING_SECRET } = setup.values;
    const text = CLERK_WEBHOOK_SECRET ?? CLERK_WEBHOOK_SIGNING_SECRET;
    if (!isUsable(text)) return idle;
    return judge([...parseSigningSecrets(text).faults, ...clerkFaults(setup, 'one-value')]);
  }),
  'clerk-hosts-agree': ofClerk((setup) => {
    const { CLERK_PUBLISHABLE_KEY, CLERK_JWKS_URL } = setup.values;
    if (!isUsable(CLERK_PUBLISHABLE_KEY) || !isUsable(CLERK_JWKS_URL)) return idle;
    return judge(clerkFaults(setup, 'hosts-agree'), setup.clerk.clerk?.issuer);
  }),
  'clerk-modes-agree': ofClerk((setup) => {
    const { CLERK_PUBLISHABLE_KEY, CLERK_SECRET_KEY } = setup.values;
    if (!isUsable(CLERK_PUBLISHABLE_KEY) || !isUsable(CLERK_SECRET_KEY)) return idle;
    return judge(clerkFaults(setup, 'modes-agree'));
  }),
  'clerk-live-instance': ofClerk((setup) =>
    setup.environment === 'production' ? judge(clerkFaults(setup, 'live-instance')) : idle,
  ),
} satisfies Record<string, Probe<Setup>>;
