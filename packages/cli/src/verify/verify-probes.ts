import { type Probe, unknown } from '../checks/check.ts';
import type { Setup } from '../checks/setup.ts';
import { setupProbes } from '../checks/setup-probes.ts';
import { adminProbes } from './admin-probes.ts';
import type { Deployment } from './deployment.ts';
import { deploymentProbes } from './deployment-probes.ts';
import { webhookProbes } from './webhook-probes.ts';

/** A check of the project that was deployed. */
function ofProject(probe: Probe<Setup>): Probe<Deployment> {
  return ({ setup }) =>
    setup === undefined ? unknown('this is not the folder of the project') : probe(setup);
}

/** How each check of `bloqr verify` is made. */
export const verifyProbes = {
  'wrangler-toml-no-secrets': ofProject(setupProbes['wrangler-toml-no-secrets']),
  'secrets-stored': ofProject(setupProbes['secrets-stored']),
  'clerk-admin': ofProject(setupProbes['clerk-admin']),
  ...deploymentProbes,
  ...webhookProbes,
  ...adminProbes,
};
