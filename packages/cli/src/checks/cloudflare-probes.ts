import { describeFailure } from '../io/run-wrangler.ts';
import { isBetterAuthUsed } from './better-auth-probes.ts';
import { judge, type Probe, unknown } from './check.ts';
import { isClerkUsed } from './clerk-key-probes.ts';
import type { Setup } from './setup.ts';

/** Any of the names will do. */
const clerkSecrets = [['CLERK_SECRET_KEY'], ['CLERK_WEBHOOK_SECRET', 'CLERK_WEBHOOK_SIGNING_SECRET']];
const betterAuthSecrets = [['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS']];

const notAsked = unknown('Cloudflare is asked with --remote');
const notDeployed = unknown('on this machine there are none; of a deployment --remote asks Cloudflare');

export const cloudflareProbes = {
  'wrangler-signed-in': async ({ isRemote, runWrangler }) => {
    if (!isRemote) return notAsked;
    const { isGood, output, talk } = await runWrangler(['whoami']);
    if (/not authenticated/i.test(output + talk))
      return judge(['wrangler is not signed in, and CLOUDFLARE_API_TOKEN is not set.']);
    return judge(isGood ? [] : [`wrangler cannot ask Cloudflare: ${describeFailure({ output, talk })}.`]);
  },
  'secrets-stored': async (setup) => {
    const stored = await setup.listSecrets();
    if (stored === undefined) return setup.isDeployed ? notAsked : notDeployed;
    const needed = [
      ...((await isClerkUsed(setup)) ? clerkSecrets : []),
      ...((await isBetterAuthUsed(setup)) ? betterAuthSecrets : []),
    ];
    const missing = needed.filter((names) => !names.some((name) => stored.has(name)));
    return judge(
      missing.map(([name]) => `${name} is no secret of the Worker.`),
      [...stored].join(', '),
    );
  },
} satisfies Record<string, Probe<Setup>>;
