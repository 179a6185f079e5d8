import { accessProbes } from './access-probes.ts';
import { betterAuthProbes } from './better-auth-probes.ts';
import { buildProbes } from './build-probes.ts';
import { clerkAnswerProbes } from './clerk-answer-probes.ts';
import { clerkKeyProbes } from './clerk-key-probes.ts';
import { cloudflareProbes } from './cloudflare-probes.ts';
import { databaseProbes } from './database-probes.ts';
import { toolProbes } from './tool-probes.ts';
import { variableProbes } from './variable-probes.ts';
import { wranglerTomlProbes } from './wrangler-toml-probes.ts';

/** How each check of `bloqr doctor` and `bloqr preflight` is made. */
export const setupProbes = {
  ...toolProbes,
  ...variableProbes,
  ...clerkKeyProbes,
  ...clerkAnswerProbes,
  ...betterAuthProbes,
  ...accessProbes,
  ...wranglerTomlProbes,
  ...cloudflareProbes,
  ...databaseProbes,
  ...buildProbes,
};
