import { isBetterAuthUsed } from './better-auth-probes.ts';
import { judge, type Probe, unknown } from './check.ts';
import { isClerkUsed } from './clerk-key-probes.ts';
import { describeFailure, type Setup } from './setup.ts';

/** Any of the names will do. */
const clerkSecrets = [['CLERK_SECRET_KEY'], ['CLERK_WEBHOOK_SECRET', 'CLERK_WEBHOOK_SIGNING_SECRET']];
const betterAuthSecrets = [['BETTER_AUTH_SECRET', 'BETTER_AUTH_SECRETS']];

const notAsked = unknown('Cloudflare is asked with --remote');

export const cloudflareProbes = {
  'wrangler-signed-in': async ({ isRemote, runWrangler }) => {
    if (!isRemote) return notAsked;
    const { code, stdout, stderr } = await runWrangler(['whoami']);
    const talk = `${stdout}\n${stderr}`;
    if (/not authenticated/i.test(talk))
      return judge(['wrangler is not signed in, and CLOUDFLARE_API_TOKEN is not set.']);
    return judge(code === 0 ? [] : [describeFailure(talk)]);
  },
  'secrets-stored': async (setup) => {
    const stored = await setup.listSecrets();
    if (stored === undefined) return notAsked;
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
